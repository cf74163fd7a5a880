"""Lists for feed readers: RSS 2.0 and Atom (RFC 4287). Plain XML, no site needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from email.utils import format_datetime
from lxml import etree
import re


ATOM = "http://www.w3.org/2005/Atom"
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class File:
    """What goes with an entry: its address, media type and size in bytes."""

    url: str
    type: str
    size: int = 0


@dataclass(frozen=True)
class FeedItem:
    """One entry; its moments are aware.

    :param id: an IRI, the same for ever.
    :param guid: what RSS takes in its place, where each revision is news again.
    :param related: the same for programs, in another format; RSS has no place for it.
    """

    id: str
    title: str
    url: str
    description: str
    published: datetime
    modified: datetime
    categories: tuple[str, ...] = ()
    file: File | None = None
    guid: str = ""
    related: File | None = None


@dataclass(frozen=True)
class Feed:
    """A feed: `url` is its own address, `page_url` that of the page that it follows.

    :param minutes: how long a reader may wait before it asks again; 0 leaves it to the reader.
    """

    title: str
    description: str
    url: str
    page_url: str
    language: str
    author: str
    items: Sequence[FeedItem]
    minutes: int = 0

    @property
    def updated(self) -> datetime:
        """The last change of any item; of an empty feed, the beginning of time."""
        moments = [moment for item in self.items for moment in (item.modified, item.published)]
        return max(moments, default=datetime(1970, 1, 1, tzinfo=UTC))


def rss(feed: Feed) -> bytes:
    """Return a feed as RSS 2.0."""
    root = etree.Element("rss", version="2.0", nsmap={"atom": ATOM})
    channel = etree.SubElement(root, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", feed.page_url)
    _add(channel, "description", feed.description or feed.title)
    _add(channel, "language", feed.language)
    _add(channel, "lastBuildDate", format_datetime(feed.updated))
    if feed.minutes:
        _add(channel, "ttl", str(feed.minutes))
    attributes = {"href": feed.url, "rel": "self", "type": "application/rss+xml"}
    etree.SubElement(channel, f"{{{ATOM}}}link", attributes)
    for item in feed.items:
        entry = etree.SubElement(channel, "item")
        _add(entry, "title", item.title)
        _add(entry, "link", item.url)
        _add(entry, "description", item.description)
        for category in item.categories:
            _add(entry, "category", category)
        _add(entry, "guid", item.guid or item.id, isPermaLink="false")
        _add(entry, "pubDate", format_datetime(item.published))
        if item.file:
            file = {"length": str(item.file.size), "type": item.file.type}
            _add(entry, "enclosure", "", url=item.file.url, **file)
    return _document(root)


def atom(feed: Feed) -> bytes:
    """Return a feed as Atom."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", feed.language)
    _add_atom(root, "title", feed.title)
    if feed.description:
        _add_atom(root, "subtitle", feed.description)
    _add_atom(root, "id", feed.url)
    _add_atom(root, "updated", feed.updated.isoformat())
    _add_atom(root, "link", "", rel="self", type="application/atom+xml", href=feed.url)
    _add_atom(root, "link", "", rel="alternate", type="text/html", href=feed.page_url)
    _add_atom(_add_atom(root, "author", ""), "name", feed.author)
    for item in feed.items:
        entry = _add_atom(root, "entry", "")
        _add_atom(entry, "title", item.title)
        _add_atom(entry, "id", item.id)
        _add_atom(entry, "link", "", rel="alternate", type="text/html", href=item.url)
        for rel, file in (("enclosure", item.file), ("related", item.related)):
            if file:
                _add_atom(entry, "link", "", rel=rel, type=file.type, href=file.url)
        _add_atom(entry, "published", item.published.isoformat())
        _add_atom(entry, "updated", max(item.published, item.modified).isoformat())
        for category in item.categories:
            _add_atom(entry, "category", "", term=category)
        if item.description:
            _add_atom(entry, "summary", item.description)
    return _document(root)


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> etree._Element:
    clean = {key: NOT_XML.sub("", value) for key, value in attributes.items()}
    element = etree.SubElement(parent, name, clean)
    element.text = NOT_XML.sub("", text) or None
    return element


def _add_atom(parent: etree._Element, name: str, text: str, **attributes: str) -> etree._Element:
    return _add(parent, f"{{{ATOM}}}{name}", text, **attributes)


def _document(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def urn(uid: str) -> str:
    """Return a UID of Plone as an IRI."""
    return f"urn:uuid:{uid}"
