"""Tables that are plain: the same cells in each row, words only, and a name."""

from collections.abc import Iterator
from io import StringIO
from lxml import html
from lxml.html import HtmlElement
from typing import Any
import csv


MOST_ROWS = 200
MOST_COLUMNS = 12
LONGEST_CAPTION = 200
PLAIN = frozenset(
    [
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "p",
        "br",
        "strong",
        "b",
        "em",
        "i",
        "span",
    ]
)


def fields(table: HtmlElement, heading: str) -> dict[str, Any] | None:
    """Return the fields of a table section, None for a table that is not plain.

    :param heading: what stands right above it: its name when it has no caption.
    """
    caption = table.find("caption")
    name = _words(caption) if caption is not None else heading
    rows = [[*row.iterchildren("td", "th")] for row in table.iter("tr")]
    if not name or len(name) > LONGEST_CAPTION or not _is_plain(table, rows):
        return None
    cells = [[_words(cell) for cell in row] for row in rows]
    out = StringIO(newline="")
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(cells)
    body = rows[1:] or rows
    return {
        "caption": name,
        "rows": out.getvalue().strip("\n"),
        "head": all(cell.tag == "th" for cell in rows[0]),
        "names": all(row[0].tag == "th" for row in body),
    }


def outside(table: HtmlElement) -> Iterator[HtmlElement]:
    """Yield as paragraphs the words of a table that stand in no cell, and take them out of it."""
    for element in (table, *table.iter("thead", "tbody", "tfoot", "tr")):
        loose = [element.text, *(child.tail for child in element)]
        element.text = None
        for child in element:
            child.tail = None
        for words in loose:
            if words and words.strip():
                paragraph = html.Element("p")
                paragraph.text = words
                yield paragraph


def _is_plain(table: HtmlElement, rows: list[list[HtmlElement]]) -> bool:
    width = len(rows[0]) if rows else 0
    return (
        2 <= width <= MOST_COLUMNS
        and 2 <= len(rows) <= MOST_ROWS
        and all(len(row) == width for row in rows)
        and all(any(_words(cell) for cell in row) for row in rows)
        and all(element.tag in PLAIN for element in table.iter())
        and not any(
            cell.get("rowspan", "1") != "1" or cell.get("colspan", "1") != "1"
            for row in rows
            for cell in row
        )
        and not _is_loose(table)
        and sum(1 for _one in table.iter("td", "th")) == width * len(rows)
        and len(table.findall(".//caption")) == len(table.findall("caption")) <= 1
    )


def _is_loose(table: HtmlElement) -> bool:
    """Tell whether words stand in a table but in no cell."""
    for element in table.iter("table", "thead", "tbody", "tfoot", "tr"):
        if any(
            words and words.strip() for words in (element.text, *(one.tail for one in element))
        ):
            return True
    return False


def _words(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())
