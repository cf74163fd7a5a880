"""@@library.rss of a folder: the documents last published; the filters narrow it."""

from communesplone.core.hours import BRUSSELS
from communesplone.core.identity import identity
from communesplone.documents import library
from communesplone.documents.browser.library import LibraryView
from communesplone.documents.formats import FORMATS
from email.utils import format_datetime
from lxml import etree
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from zExceptions import BadRequest
import re


LIMIT = 50
ATOM = "http://www.w3.org/2005/Atom"
#: Characters that XML 1.0 cannot hold.
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class LibraryFeed(LibraryView):
    """The feed, as RSS 2.0 with the file of each document enclosed."""

    def __call__(self) -> bytes:
        """Answer the feed; search engines do not index it."""
        if self.asked.page > 1:
            raise BadRequest("A feed has no pages")
        response = self.request.response
        response.setHeader("Content-Type", "application/rss+xml; charset=utf-8")
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("X-Robots-Tag", "noindex")
        root = etree.Element("rss", version="2.0", nsmap={"atom": ATOM})
        self._fill(etree.SubElement(root, "channel"))
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)

    def _fill(self, channel: etree._Element) -> None:
        url = self.context.absolute_url()
        title = f"{self.page_title} – {identity().name}"
        _add(channel, "title", title)
        _add(channel, "link", self.asked.address(url))
        _add(channel, "description", self.text(self.context.Description()) or title)
        _add(channel, "language", self.language)
        own = self.asked.address(f"{url}/@@{self.__name__}")
        attributes = {"href": own, "rel": "self", "type": "application/rss+xml"}
        etree.SubElement(channel, f"{{{ATOM}}}link", attributes)
        for brain in library.find(self.context, self.asked, LIMIT):
            self._add_item(etree.SubElement(channel, "item"), brain)

    def _add_item(self, item: etree._Element, brain: AbstractCatalogBrain) -> None:
        row, known = self.document_row(brain), library.facts(brain)
        published = brain.effective if brain.effective.year() > 1970 else brain.created
        _add(item, "title", row["title"])
        _add(item, "link", row["url"])
        _add(item, "description", row["description"])
        _add(item, "category", row["kind"])
        _add(item, "guid", f"urn:uuid:{brain.UID}", isPermaLink="false")
        _add(item, "pubDate", format_datetime(published.asdatetime().astimezone(BRUSSELS)))
        if known.get("size"):
            kind = FORMATS.get(known["format"].lower(), ("application/octet-stream", b""))[0]
            etree.SubElement(
                item, "enclosure", url=row["file_url"], length=str(known["size"]), type=kind
            )


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    element = etree.SubElement(parent, name, attributes)
    element.text = NOT_XML.sub("", text) or None
