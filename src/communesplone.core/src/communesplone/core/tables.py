"""Tables in and out: an uploaded one with its encoding and separator, and CSV for spreadsheets."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from communesplone.core import _
from communesplone.core.reference import slug
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from io import StringIO
from typing import Any
from zope import schema
from zope.event import notify
from zope.i18nmessageid import Message
from zope.lifecycleevent import ObjectModifiedEvent
from zope.schema.interfaces import IField
import csv
import re


LARGEST, MOST_ROWS = 2_000_000, 3000
SEPARATORS = (";", ",", "\t")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
#: How a cell begins that a spreadsheet would compute, or that we made neutral.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
TITLE = schema.TextLine(title=_("Title"), max_length=300)
DESCRIPTION = schema.Text(title=_("Summary"), max_length=2000, required=False)
#: What becomes of a line.
ADDED, CHANGED, SAME = "added", "changed", "same"


class UnreadableTable(Exception):
    """A file that is no table of ours; `message` says what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class Unreadable(Exception):
    """A cell that cannot be read: `column` and the message for the person."""

    def __init__(self, column: str, message: Message) -> None:
        super().__init__(column)
        self.column = column
        self.message = message


@dataclass(frozen=True)
class Line:
    """A row of a table: its line in the file, and its cells by column."""

    number: int
    cells: dict[str, str]


@dataclass
class Planned:
    """What becomes of a line: `fate`, and what is wrong with it; `item` is what it changes."""

    line: Line
    title: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    wrong: list[Unreadable] = field(default_factory=list)
    item: Any = None

    @property
    def fate(self) -> str:
        if self.item is None:
            return ADDED
        return CHANGED if self.changes else SAME

    @property
    def changes(self) -> dict[str, Any]:
        """The fields that the line changes in what is there."""
        return {
            name: value
            for name, value in self.values.items()
            if not _is_same(getattr(self.item, name, None), value)
        }

    def change(self) -> None:
        """Write what the line changes in what is there; nothing for nothing."""
        if changes := self.changes:
            for name, value in changes.items():
                setattr(self.item, name, value)
            notify(ObjectModifiedEvent(self.item))


def _is_same(one: Any, other: Any) -> bool:
    if hasattr(one, "raw") and hasattr(other, "raw"):
        return one.raw == other.raw
    if isinstance(one, list | tuple) or isinstance(other, list | tuple):
        return list(one or ()) == list(other or ())
    return (one or None) == (other or None)


def refuse_wrong(rows: Iterable[Planned]) -> None:
    """Let a plan through whose every line can be carried out.

    :raises ValueError: when one is wrong: nothing is written then.
    """
    if any(row.wrong for row in rows):
        raise ValueError("a plan with wrong rows")


def value_of(name: str, field: IField, text: str, converted: Callable[[IField, str], Any]) -> Any:
    """Return a cleaned cell as a value of its field.

    :param converted: makes the value; raises ValueError for what is none.
    :raises Unreadable: the field does not take it, or must not be empty.
    """
    if not text:
        if field.required:
            raise Unreadable(name, _("Fill this in."))
        return "" if name == "description" else None
    try:
        value = converted(field, text)
        field.validate(value)
    except schema.ValidationError as error:
        raise Unreadable(name, error.doc()) from error
    except ValueError as error:
        raise Unreadable(name, _("“${text}” cannot be read.", mapping={"text": text})) from error
    return value


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 with its mark, or Windows-1252 (Latin-1).

    :raises UnreadableTable: for what is too large or no text.
    """
    if len(data) > LARGEST:
        raise UnreadableTable(_("This file is larger than 2 MB. Cut it into several."))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        raise UnreadableTable(_("This is no CSV file. Save your table as CSV, then send that."))
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def plain(text: str) -> str:
    """Return what `cell` was given."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA) else text


def cleaned(text: str) -> str:
    """Return what somebody wrote in a cell: not neutral any more, nothing unseen in it."""
    return CONTROL.sub("", plain(text.strip())).strip()


def day(text: str) -> date:
    """Return a day written 2024-12-02, or 02/12/2024 as spreadsheets here write it.

    :raises ValueError: when it is none.
    """
    if found := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", text):
        number, month, year = map(int, found.groups())
        return date(year, month, number)
    return date.fromisoformat(text)


def choice(name: str, text: str, known: Mapping[str, str]) -> str:
    """Return the key of what is written as key or label.

    :raises Unreadable: when it is neither; `name` is the column.
    """
    for key, label in known.items():
        if text == key or slug(text) == slug(label):
            return key
    some = ", ".join(list(known.values())[:12])
    raise Unreadable(
        name,
        _("“${text}” is none of: ${choices}", mapping={"text": text[:80], "choices": some}),
    )


def lines(text: str, known: Mapping[str, str], needed: Sequence[str]) -> tuple[Line, ...]:
    """Return the rows of a table with a line of headings.

    :param known: columns by all that they may be called, as slugs.
    :param needed: columns that must be there, unless there is `id`.
    :raises UnreadableTable: without headings of ours, with columns that we do not know, or with
        more rows than fit.
    """
    text = text.removeprefix("\ufeff").replace("\x00", "")
    if len(text) > LARGEST:
        raise UnreadableTable(_("This file is larger than 2 MB. Cut it into several."))
    header, reader = _open(text, known)
    columns = _columns(header, known, needed)
    found = []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                cells = dict(zip(columns, row, strict=False))
                cells |= {name: "" for name in columns[len(row) :]}
                found.append(Line(reader.line_num, cells))
            if len(found) > MOST_ROWS:
                raise UnreadableTable(
                    _("This table has more than 3000 rows. Cut it into several.")
                )
    except csv.Error as error:
        mapping = {"line": str(reader.line_num)}
        raise UnreadableTable(_("Line ${line} is no line of CSV.", mapping=mapping)) from error
    return tuple(found)


def _open(text: str, known: Mapping[str, str]) -> tuple[list[str], "csv._reader"]:
    """Return the header by the separator with which we know most of it, and the rest."""
    best: tuple[int, list[str], csv._reader] | None = None
    for separator in SEPARATORS:
        reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
        try:
            header = next(reader, [])
        except csv.Error:
            continue
        score = sum(slug(cell) in known for cell in header)
        if best is None or score > best[0]:
            best = (score, header, reader)
    if best is None or not best[0]:
        raise UnreadableTable(
            _("The first line must name the columns. Begin with a table that you take out here.")
        )
    return best[1], best[2]


def _columns(header: list[str], known: Mapping[str, str], needed: Sequence[str]) -> list[str]:
    names = [known.get(slug(cell), "") for cell in header]
    unknown = [cell for cell, name in zip(header, names, strict=True) if not name]
    if unknown:
        mapping = {"columns": ", ".join(cell[:40] or "?" for cell in unknown[:8])}
        raise UnreadableTable(_("These columns are not known: ${columns}", mapping=mapping))
    twice = sorted({header[at] for at, name in enumerate(names) if names.count(name) > 1})
    if twice:
        mapping = {"columns": ", ".join(twice)}
        raise UnreadableTable(_("These columns are there twice: ${columns}", mapping=mapping))
    missing = [one for one in needed if one not in names]
    if missing and "id" not in names:
        mapping = {"columns": ", ".join(missing)}
        raise UnreadableTable(_("These columns are missing: ${columns}", mapping=mapping))
    return names


def text_table(header: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """Return a CSV that the spreadsheets of this country open: UTF-8 with its mark, semicolons.

    Cells are neutral already (`cell`).
    """
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")
