"""Reading a table that somebody uploads: what the columns of each type are called."""

from communesplone.core import _
from communesplone.core import tables
from communesplone.core.hours.words import WEEKDAYS
from communesplone.core.reference import slug
from communesplone.core.tables import decode
from communesplone.core.tables import LARGEST
from communesplone.core.tables import Line
from communesplone.core.tables import UnreadableTable
from communesplone.directory.tables.columns import COLUMNS
from communesplone.directory.tables.columns import field_of
from communesplone.directory.tables.columns import REQUIRED
from zope.i18n import translate
from zope.i18nmessageid import Message


__all__ = ["LARGEST", "Line", "UnreadableTable", "decode", "headings", "label", "lines"]
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
    """Return the rows of a table of a type.

    :raises UnreadableTable: see communesplone.core.tables.
    """
    return tables.lines(text, _known(portal_type), REQUIRED.get(portal_type, ("title",)))
