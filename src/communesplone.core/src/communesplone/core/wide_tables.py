"""Tables of texts on narrow windows: row under row where each cell can be called, or in a frame
that scrolls by itself. So a page is never wider than its window.
"""

from communesplone.core import _
from lxml import html
from lxml.html import HtmlElement
from zope.i18n import translate


ROLES = {
    ".": "table",
    "./thead | ./tbody": "rowgroup",
    "./*/tr": "row",
    "./thead/tr/th": "columnheader",
    "./tbody/tr/th": "rowheader",
    "./tbody/tr/td": "cell",
}


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
    heads = _heads(table)
    if heads:
        _call_cells(table, heads)


def _heads(table: HtmlElement) -> list[str]:
    """Return the words above each column; none where cells span, or rows are of other lengths."""
    found = [" ".join(one.text_content().split()) for one in table.xpath("./thead/tr/th")]
    rows = table.xpath("./thead/tr | ./tbody/tr")
    even = all(len(row.xpath("./th | ./td")) == len(found) for row in rows)
    spans = table.xpath("./*/tr/*[@colspan or @rowspan]")
    return found if even and not spans and not table.xpath("./tfoot") else []


def _call_cells(table: HtmlElement, heads: list[str]) -> None:
    """Have each cell say its column; it stays a table to who hears it, however it is shown."""
    table.classes.add("rows-below")
    for way, role in ROLES.items():
        for element in table.xpath(way):
            element.set("role", role)
    for row in table.xpath("./tbody/tr"):
        for cell, head in zip(row, heads, strict=True):
            if cell.tag == "td" and head:
                cell.set("data-head", head)
