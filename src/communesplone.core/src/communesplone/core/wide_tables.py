"""Tables of texts in frames that scroll by themselves: a page is never wider than its window."""

from communesplone.core import _
from lxml import html
from lxml.html import HtmlElement
from zope.i18n import translate


def framed_tables(text: str, language: str) -> str:
    """Return HTML with each table in a frame that can be reached by keyboard, called as it is."""
    if "<table" not in text:
        return text
    page = html.fragment_fromstring(text, create_parent="div")
    for table in page.xpath(".//table[not(ancestor::table) and not(parent::*[@tabindex])]"):
        _frame(table, language)
    return html.tostring(page, encoding="unicode")[len("<div>") : -len("</div>")]


def _frame(table: HtmlElement, language: str) -> None:
    caption = table.find("caption")
    words = " ".join(caption.text_content().split()) if caption is not None else ""
    label = words or translate(_("Table"), target_language=language)
    frame = html.Element("div", {"class": "scroll", "role": "group", "tabindex": "0"})
    frame.set("aria-label", label)
    frame.tail, table.tail = table.tail, None
    table.getparent().replace(table, frame)
    frame.append(table)
