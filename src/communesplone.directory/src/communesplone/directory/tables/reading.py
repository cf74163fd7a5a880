"""Reading a table that somebody uploads: its encoding, its separator, its header, its rows."""

from communesplone.core import _
from communesplone.core.hours.words import WEEKDAYS
from communesplone.core.reference import slug
from communesplone.core.tables import decode
from communesplone.core.tables import LARGEST
from communesplone.core.tables import UnreadableTable
from communesplone.directory.tables.columns import COLUMNS
from communesplone.directory.tables.columns import field_of
from communesplone.directory.tables.columns import REQUIRED
from dataclasses import dataclass
from io import StringIO
from zope.i18n import translate
from zope.i18nmessageid import Message
import csv


__all__ = ["LARGEST", "UnreadableTable", "decode", "headings", "label", "lines"]
MOST_ROWS = 3000
SEPARATORS = (";", ",", "\t")
LANGUAGES = ("fr", "nl", "de", "en")
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
OTHER_LABELS: dict[str, Message] = {
    "id": _("Identifier"),
    "seasons": _("Seasons"),
    "exceptions": _("Exceptions"),
    "holidays": _("Closed on public holidays"),
    "wallonia_day": _("Closed on Wallonia Day, 27 September"),
    "themes": _("Themes"),
    **dict(zip(DAYS, WEEKDAYS, strict=True)),
}


@dataclass(frozen=True)
class Line:
    """A row of the table: its line in the file, and its cells by column."""

    number: int
    cells: dict[str, str]


def label(portal_type: str, name: str) -> Message:
    """Return the heading of a column, a message."""
    return OTHER_LABELS.get(name) or field_of(portal_type, name).title


def headings(portal_type: str, columns: tuple[str, ...], language: str) -> list[str]:
    """Return the headings of columns in a language."""
    return [translate(label(portal_type, one), target_language=language) for one in columns]


def _known(portal_type: str) -> dict[str, str]:
    """Return the columns by all that they may be called: key, or heading in any language."""
    found: dict[str, str] = {}
    for name in COLUMNS[portal_type]:
        for language in LANGUAGES:
            title = translate(label(portal_type, name), target_language=language)
            found.setdefault(slug(title), name)
    return found | {slug(name): name for name in COLUMNS[portal_type]}


def lines(text: str, portal_type: str) -> tuple[Line, ...]:
    """Return the rows of a table.

    :raises UnreadableTable: without a header of ours, with columns that we do not know, or with
        more rows than fit.
    """
    text = text.removeprefix("\ufeff").replace("\x00", "")
    if len(text) > LARGEST:
        raise UnreadableTable(_("This file is larger than 2 MB. Cut it into several."))
    known = _known(portal_type)
    header, reader = _open(text, known)
    columns = _columns(header, known, portal_type)
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


def _open(text: str, known: dict[str, str]) -> tuple[list[str], "csv._reader"]:
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


def _columns(header: list[str], known: dict[str, str], portal_type: str) -> list[str]:
    names = [known.get(slug(cell), "") for cell in header]
    unknown = [cell for cell, name in zip(header, names, strict=True) if not name]
    if unknown:
        mapping = {"columns": ", ".join(cell[:40] or "?" for cell in unknown[:8])}
        raise UnreadableTable(_("These columns are not known: ${columns}", mapping=mapping))
    twice = sorted({header[at] for at, name in enumerate(names) if names.count(name) > 1})
    if twice:
        mapping = {"columns": ", ".join(twice)}
        raise UnreadableTable(_("These columns are there twice: ${columns}", mapping=mapping))
    missing = [one for one in REQUIRED.get(portal_type, ("title",)) if one not in names]
    if missing and "id" not in names:
        mapping = {"columns": ", ".join(missing)}
        raise UnreadableTable(_("These columns are missing: ${columns}", mapping=mapping))
    return names
