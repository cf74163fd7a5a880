"""A table, from rows that were pasted from a spreadsheet."""

from communesplone.core import _
from communesplone.core.sections import ISection
from communesplone.core.sections import Section
from functools import cached_property
from zope import schema
import csv
import io


MOST_ROWS = 200
MOST_COLUMNS = 12


class NotATable(schema.ValidationError):
    __doc__ = _("Paste between 1 and 200 rows of at most 12 columns.")


def read_rows(text: str) -> list[list[str]]:
    """Return the cells of pasted rows, as many in each row as in the longest.

    Spreadsheets paste tabs; "a | b" and "a ; b" are what people type.
    """
    lines = [line for line in text.splitlines() if line.strip(" |\t;")]
    if not lines:
        return []
    first = lines[0]
    mark = next((sign for sign in ("\t", "|", ";") if sign in first), "\t")
    rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=mark))
    if mark == "|":
        # The frame of a table as Markdown draws it
        rows = [row for row in rows if not all(set(cell.strip()) <= {"-", ":"} for cell in row)]
        rows = [_unframed(row) for row in rows]
    width = max((len(row) for row in rows), default=0)
    return [[cell.strip() for cell in [*row, *[""] * (width - len(row))]] for row in rows]


def _unframed(row: list[str]) -> list[str]:
    if len(row) > 2 and not row[0].strip() and not row[-1].strip():
        return row[1:-1]
    return row


def is_table(text: str) -> bool:
    """Accept what `read_rows` reads, of a size that a page can show."""
    try:
        rows = read_rows(text)
    except csv.Error as error:
        raise NotATable(text) from error
    if not 1 <= len(rows) <= MOST_ROWS or len(rows[0]) > MOST_COLUMNS:
        raise NotATable(text)
    return True


class ITable(ISection):
    caption = schema.TextLine(
        title=_("Title of the table"),
        description=_("It tells what the rows are, for those who hear them read."),
        max_length=200,
        required=True,
    )
    rows = schema.Text(
        title=_("Rows"),
        description=_("Paste them from a spreadsheet, or write one a line: cell | cell | cell."),
        constraint=is_table,
        max_length=40_000,
        required=True,
    )
    head = schema.Bool(
        title=_("The first row names the columns"),
        description=_("Then each column is announced to those who listen to the page."),
        default=True,
        required=False,
    )
    names = schema.Bool(
        title=_("The first column names the rows"),
        description=_("Then each row is announced to those who listen to the page."),
        default=True,
        required=False,
    )


class Table(Section):
    kinds = ()
    in_margin = False

    @cached_property
    def cells(self) -> list[list[str]]:
        return [[self.text(cell) for cell in row] for row in read_rows(self.data["rows"])]

    @property
    def columns(self) -> list[str]:
        return self.cells[0] if self._has_head else []

    @property
    def lines(self) -> list[list[str]]:
        return self.cells[1:] if self._has_head else self.cells

    @property
    def _has_head(self) -> bool:
        return bool(self.data.get("head")) and len(self.cells) > 1
