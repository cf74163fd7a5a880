"""The columns of a table of procedures: how each is called, and how a cell of it is read.

What is a field of several lines in the form is a cell of several lines, written alike.
"""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core import tables
from communesplone.core.behaviors.review_date import IReviewDate
from communesplone.core.behaviors.topical import ITopical
from communesplone.core.reference import slug
from communesplone.core.tables import choice
from communesplone.core.tables import cleaned
from communesplone.core.tables import day
from communesplone.core.tables import DESCRIPTION
from communesplone.core.tables import Line
from communesplone.core.tables import TITLE
from communesplone.core.tables import Unreadable
from communesplone.core.tables import value_of
from communesplone.procedures.fields import IRows
from communesplone.procedures.labels import labels
from communesplone.procedures.labels import LISTS
from communesplone.procedures.procedure import AVAILABLE
from communesplone.procedures.procedure import IProcedure
from communesplone.procedures.procedure import STATUSES
from communesplone.procedures.procedure import UNAVAILABLE
from plone.app.textfield.value import RichTextValue
from typing import Any
from zope import schema
from zope.i18n import translate
from zope.i18nmessageid import Message
import re


Choices = Mapping[str, Mapping[str, str]]
LANGUAGES = ("fr", "nl", "de", "en")
#: Cells that name other content, which whoever reads the whole table looks for.
NAMES = ("id", "service", "related")
COLUMNS = (
    *("id", "title", "description", "text", "first", "steps", "bring", "channels"),
    *("tariffs", "price_note", "delay", "delay_note", "where_note"),
    *("conditions", "evidence", "validity", "legal_basis"),
    *("audiences", "life_events", "themes", "keywords"),
    *("service", "contacts", "related"),
    *("status", "unavailable_until", "unavailable_reason", "review_date"),
)


def field_of(name: str) -> Any:
    """Return the field of a column."""
    basic = {"title": TITLE, "description": DESCRIPTION}
    found = (source.get(name) for source in (basic, IProcedure, ITopical, IReviewDate))
    return next(field for field in found if field is not None)


def label(name: str) -> Message:
    """Return the heading of a column, a message."""
    return _("Identifier") if name == "id" else field_of(name).title


def lines(text: str) -> tuple[Line, ...]:
    """Return the rows of a table.

    :raises UnreadableTable: see communesplone.core.tables.
    """
    return tables.lines(text, headings(), ("title",))


def headings() -> dict[str, str]:
    """Return the columns by all that they may be called: key, or heading in any language."""
    found: dict[str, str] = {}
    for name in COLUMNS:
        for language in LANGUAGES:
            found.setdefault(slug(translate(label(name), target_language=language)), name)
    return found | {slug(name): name for name in COLUMNS}


def choices(language: str) -> Choices:
    """Return {key: label} of the columns with choices."""
    statuses = {term.token: translate(term.title, target_language=language) for term in STATUSES}
    return {"status": statuses, **{name: labels(name, language) for name in LISTS}}


def read(cells: Mapping[str, str], known: Choices) -> tuple[dict[str, Any], list[Unreadable]]:
    """Return the fields of a row that its columns speak of, and what cannot be read."""
    values: dict[str, Any] = {}
    wrong: list[Unreadable] = []
    for name in COLUMNS:
        if name in cells and name not in NAMES:
            try:
                values[name] = _value(name, cleaned(cells[name]), known)
            except Unreadable as error:
                wrong.append(error)
    if values.get("status") == UNAVAILABLE and not values.get("unavailable_reason"):
        message = _("Say why the procedure is unavailable.")
        wrong.append(Unreadable("unavailable_reason", message))
    return values, wrong


def parts(text: str) -> list[str]:
    """Return the lines of a cell that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _value(name: str, text: str, known: Choices) -> Any:
    if name in LISTS:
        found = [part.strip() for part in re.split(r"[\n|]", text) if part.strip()]
        return [choice(name, part, known[name]) for part in found]
    if name == "status":
        return choice(name, text, known[name]) if text else AVAILABLE
    if name == "text":
        return RichTextValue(text, "text/html", "text/x-html-safe") if text else None
    return value_of(name, field_of(name), text, _converted)


def _converted(field: Any, text: str) -> Any:
    if IRows.providedBy(field):
        return field.fromUnicode(text)
    if isinstance(field, schema.List):
        return parts(text)
    if isinstance(field, schema.Date):
        return day(text)
    return " ".join(text.split())
