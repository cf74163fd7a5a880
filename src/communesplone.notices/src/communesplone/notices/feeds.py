"""Notices for feed readers: RSS 2.0. Plain XML, no site needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from lxml import etree
import re


ATOM = "http://www.w3.org/2005/Atom"
TYPE = "application/rss+xml; charset=utf-8"
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class FeedItem:
    """One entry; `published` is aware."""

    uid: str
    title: str
    url: str
    description: str
    published: datetime
    category: str = ""


@dataclass(frozen=True)
class Feed:
    """A feed: `url` is its own address, `page_url` that of the page that it follows."""

    title: str
    description: str
    url: str
    page_url: str
    language: str
    items: Sequence[FeedItem]


def rss(feed: Feed) -> bytes:
    """Return a feed as RSS."""
    root = etree.Element("rss", version="2.0", nsmap={"atom": ATOM})
    channel = etree.SubElement(root, "channel")
    for name, text in (
        ("title", feed.title),
        ("link", feed.page_url),
        ("description", feed.description or feed.title),
        ("language", feed.language),
    ):
        _add(channel, name, text)
    itself = {"href": feed.url, "rel": "self", "type": "application/rss+xml"}
    etree.SubElement(channel, f"{{{ATOM}}}link", itself)
    for item in feed.items:
        entry = etree.SubElement(channel, "item")
        _add(entry, "title", item.title)
        _add(entry, "link", item.url)
        _add(entry, "description", item.description)
        if item.category:
            _add(entry, "category", item.category)
        _add(entry, "guid", f"urn:uuid:{item.uid}").set("isPermaLink", "false")
        _add(entry, "pubDate", format_datetime(item.published))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _add(parent: etree._Element, name: str, text: str) -> etree._Element:
    element = etree.SubElement(parent, name)
    element.text = NOT_XML.sub("", text) or None
    return element
