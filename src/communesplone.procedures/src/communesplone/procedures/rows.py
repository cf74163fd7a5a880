"""Rows of structured data: steps, channels, tariffs… as plain dicts, and as lines of text.

A webmaster types one row a line, cells separated by a vertical bar, without any script:
"Adult | 27 € | 3 weeks". What is stored are JSON-compatible dicts, checked.
"""

from collections.abc import Callable
from communesplone.core import _
from communesplone.core.behaviors.contact_point import is_email_address
from communesplone.core.behaviors.contact_point import is_phone_number
from communesplone.core.behaviors.contact_point import is_web_address
from communesplone.procedures.interfaces import InvalidRow
from dataclasses import dataclass
from typing import Any
from zope.i18nmessageid import Message
from zope.schema import ValidationError
import re


Row = dict[str, Any]
LONGEST_CELL = 2000
MOST_ROWS = 60
PATH = re.compile(r"/(?!/)[^\s<>\"\\]*")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def plain(cell: str) -> str:
    """Return a text without what cannot be seen."""
    return " ".join(CONTROL.sub(" ", cell).split())


def address(cell: str) -> str:
    """Return a web address, or a path of the site that begins with a slash.

    :raises NotAWebAddress: for anything else, scripts among them.
    """
    if not PATH.fullmatch(cell):
        is_web_address(cell)
    return cell


def mail(cell: str) -> str:
    """Return an e-mail address."""
    is_email_address(cell)
    return cell


def phone(cell: str) -> str:
    """Return a telephone number as it was typed."""
    is_phone_number(cell)
    return cell


def _same(value: Any, _language: str) -> str:
    if not isinstance(value, str):
        raise InvalidRow(_("A text is expected."))
    return value


@dataclass(frozen=True)
class Column:
    """A cell of each row: its key, whether it must be there, how it is read from text.

    :param read: returns the stored value of a cell, or raises InvalidRow.
    :param write: returns the text of a stored value, in a language.
    """

    name: str
    title: Message
    required: bool = False
    read: Callable[[str], Any] = plain
    write: Callable[[Any, str], str] = _same


@dataclass(frozen=True)
class Shape:
    """What the rows of one field are made of."""

    columns: tuple[Column, ...]

    def parse(self, text: str) -> list[Row]:
        """Return the rows of a text, one a line; empty lines are skipped.

        :raises InvalidRow: with the number of the first line that cannot be read.
        """
        lines = enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1)
        return self._limited([self._row(line, number) for number, line in lines if line.strip()])

    def write(self, rows: list[Row] | None, language: str) -> str:
        """Return rows as the text that `parse` reads back."""
        return "\n".join(self._line(row, language) for row in rows or ())

    def check(self, rows: Any) -> list[Row]:
        """Return rows that came as data, each cell read again.

        :raises InvalidRow: when one is not what it should be.
        """
        if not isinstance(rows, list | tuple) or not all(isinstance(row, dict) for row in rows):
            raise InvalidRow(_("A list of rows is expected."))
        return self._limited([self._checked(row, number) for number, row in enumerate(rows, 1)])

    def _limited(self, rows: list[Row]) -> list[Row]:
        if len(rows) > MOST_ROWS:
            raise InvalidRow(_("More than ${most} lines.", mapping={"most": str(MOST_ROWS)}))
        return rows

    def _row(self, line: str, number: int) -> Row:
        cells = [plain(cell) for cell in line.split("|")]
        if len(cells) > len(self.columns):
            raise _at(
                number,
                _(
                    "There are ${count} parts, at most ${most} are expected.",
                    mapping={"count": str(len(cells)), "most": str(len(self.columns))},
                ),
            )
        cells += [""] * (len(self.columns) - len(cells))
        pairs = zip(self.columns, cells, strict=True)
        return self._read({column.name: cell for column, cell in pairs}, number)

    def _checked(self, row: Row, number: int) -> Row:
        strange = row.keys() - {column.name for column in self.columns}
        if strange:
            named = ", ".join(sorted(map(str, strange)))
            raise _at(number, _("“${name}” is not known.", mapping={"name": named}))
        texts = {}
        for column in self.columns:
            value = row.get(column.name)
            texts[column.name] = _text(column, value, number)
        if any("|" in text for text in texts.values()):
            raise _at(number, _("A vertical bar separates parts; it cannot be in one."))
        return self._read({name: plain(text) for name, text in texts.items()}, number)

    def _read(self, cells: dict[str, str], number: int) -> Row:
        row: Row = {}
        for column in self.columns:
            cell = cells[column.name]
            if not cell and column.required:
                raise _at(number, _("“${name}” is missing.", mapping={"name": column.title}))
            if len(cell) > LONGEST_CELL:
                raise _at(number, _("“${name}” is too long.", mapping={"name": column.title}))
            try:
                row[column.name] = column.read(cell) if cell else ""
            except ValidationError as error:
                raise _at(number, error.doc()) from error
        return row

    def _line(self, row: Row, language: str) -> str:
        cells = [
            column.write(row[column.name], language) if row.get(column.name) else ""
            for column in self.columns
        ]
        while cells and not cells[-1]:
            cells.pop()
        return " | ".join(cells)


def _text(column: Column, value: Any, number: int) -> str:
    """Return the text of a value that came from outside.

    :raises InvalidRow: when it is of another kind than the column's.
    """
    if value is None or value == "":
        return ""
    try:
        return column.write(value, "fr")
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        message = _("“${name}” cannot be read.", mapping={"name": column.title})
        raise _at(number, message) from error
    except InvalidRow as error:
        raise _at(number, error.message) from error


def _at(number: int, message: Message) -> InvalidRow:
    return InvalidRow(
        _("Line ${number}: ${message}", mapping={"number": str(number), "message": message})
    )
