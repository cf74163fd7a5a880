"""Alerts for feed readers: RSS 2.0, and an Atom index of CAP messages. Plain XML."""

from collections.abc import Sequence
from communesplone.alerts.cap import MEDIA_TYPE
from communesplone.alerts.cap import NOT_XML
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from email.utils import format_datetime
from lxml import etree


ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Entry:
    """An alert in a feed; `cap` is the address of its CAP message."""

    id: str
    title: str
    url: str
    cap: str
    text: str
    category: str
    published: datetime
    updated: datetime


@dataclass(frozen=True)
class Feed:
    """A feed: `url` is its own address, `page` that of the page that it follows."""

    title: str
    url: str
    page: str
    language: str
    author: str
    entries: Sequence[Entry]

    @property
    def updated(self) -> datetime:
        """The last change; of an empty feed, the beginning of time."""
        return max(
            (entry.updated for entry in self.entries), default=datetime(1970, 1, 1, tzinfo=UTC)
        )


def rss(feed: Feed) -> bytes:
    """Return a feed as RSS 2.0: the page of each alert."""
    root = etree.Element("rss", version="2.0", nsmap={"atom": ATOM})
    channel = etree.SubElement(root, "channel")
    for name, text in (
        ("title", feed.title),
        ("link", feed.page),
        ("description", feed.title),
        ("language", feed.language),
        ("lastBuildDate", format_datetime(feed.updated)),
        ("ttl", "5"),
    ):
        _add(channel, name, text)
    link = {"href": feed.url, "rel": "self", "type": "application/rss+xml"}
    etree.SubElement(channel, f"{{{ATOM}}}link", link)
    for entry in feed.entries:
        item = etree.SubElement(channel, "item")
        _add(item, "title", entry.title)
        _add(item, "link", entry.url)
        _add(item, "description", entry.text)
        _add(item, "category", entry.category)
        # Each update is news again
        guid = f"{entry.id}#{entry.updated.isoformat()}"
        _add(item, "guid", guid, isPermaLink="false")
        _add(item, "pubDate", format_datetime(entry.updated))
    return _document(root)


def atom(feed: Feed) -> bytes:
    """Return the index of CAP messages as Atom: each entry leads to its message."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", feed.language)
    _of_atom(root, "title", feed.title)
    _of_atom(root, "id", feed.url)
    _of_atom(root, "updated", feed.updated.isoformat())
    _of_atom(root, "link", "", rel="self", type="application/atom+xml", href=feed.url)
    _of_atom(root, "link", "", rel="alternate", type="text/html", href=feed.page)
    _of_atom(_of_atom(root, "author", ""), "name", feed.author)
    for entry in feed.entries:
        element = _of_atom(root, "entry", "")
        _of_atom(element, "title", entry.title)
        _of_atom(element, "id", entry.id)
        _of_atom(element, "link", "", rel="alternate", type="text/html", href=entry.url)
        _of_atom(element, "link", "", rel="related", type=MEDIA_TYPE, href=entry.cap)
        _of_atom(element, "published", entry.published.isoformat())
        _of_atom(element, "updated", entry.updated.isoformat())
        _of_atom(element, "category", "", term=entry.category)
        _of_atom(element, "summary", entry.text)
    return _document(root)


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> etree._Element:
    clean = {key: NOT_XML.sub("", value) for key, value in attributes.items()}
    element = etree.SubElement(parent, name, clean)
    element.text = NOT_XML.sub("", text) or None
    return element


def _of_atom(parent: etree._Element, name: str, text: str, **attributes: str) -> etree._Element:
    return _add(parent, f"{{{ATOM}}}{name}", text, **attributes)


def _document(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
