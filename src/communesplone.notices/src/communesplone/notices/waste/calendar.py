"""The waste calendar as content: four texts of lines, checked when they are saved."""

from communesplone.core import _
from communesplone.core.form_errors import at
from communesplone.notices.interfaces import InvalidNotice
from communesplone.notices.waste.lines import BadLines
from communesplone.notices.waste.lines import read_schedule
from communesplone.notices.waste.model import Schedule
from plone.app.textfield import RichText
from plone.dexterity.content import Item
from plone.supermodel import model
from typing import Any
from zope import schema
from zope.interface import implementer
from zope.interface import invariant


LONGEST = 600_000
TEXTS = ("sectors", "streets", "rounds", "moves")
TITLES = {
    "sectors": _("Sectors"),
    "streets": _("Streets"),
    "rounds": _("Rounds"),
    "moves": _("Moved collections"),
}


class IWasteCalendar(model.Schema):
    """Which stream is collected where and when."""

    evening_note = schema.TextLine(
        title=_("When to put it out"),
        description=_("Such as: the evening before, from 18:00 on"),
        max_length=200,
        required=False,
    )
    sectors = schema.Text(
        title=TITLES["sectors"],
        description=_("One line each: key | title, such as A | Centre"),
        max_length=LONGEST,
        required=True,
    )
    streets = schema.Text(
        title=TITLES["streets"],
        description=_(
            "One line each: street | house numbers | sector, such as Rue Haute | 1-49 odd | A. "
            "No numbers: the whole street."
        ),
        max_length=LONGEST,
        required=False,
    )
    rounds = schema.Text(
        title=TITLES["rounds"],
        description=_(
            "One line each: stream | sectors | first day | every how many weeks, or month | last "
            "day, such as PMC | A, B | 06/01/2026 | 2 | 29/12/2026; or: stream | sectors | day, "
            "day, day. No sectors: all of them."
        ),
        max_length=LONGEST,
        required=False,
    )
    moves = schema.Text(
        title=TITLES["moves"],
        description=_(
            "One line each: day | new day, or - for none | streams | sectors, such as 25/12/2026 "
            "| 26/12/2026. No streams, no sectors: all of them."
        ),
        max_length=LONGEST,
        required=False,
    )
    text = RichText(
        title=_("Text"),
        description=_("What goes where, and what to do when something was not collected."),
        required=False,
    )

    @invariant
    def every_line_can_be_read(data: "IWasteCalendar") -> None:
        """Say which line of which text is wrong, and why."""
        check(data)


@implementer(IWasteCalendar)
class WasteCalendar(Item):
    """A waste calendar as stored content."""


def schedule_of(calendar: Any) -> Schedule:
    """Return what the lines of a calendar say.

    :raises BadLines: when code stored what no form accepts.
    """
    return read_schedule(*(getattr(calendar, name, None) or "" for name in TEXTS))


def check(data: Any) -> None:
    """Refuse lines that cannot be read, with the first of them.

    :raises InvalidNotice: with the sentence for the person.
    """
    try:
        schedule_of(data)
    except BadLines as error:
        message = _(
            "Line ${line}: ${what} ${more}",
            mapping={
                "line": error.first.line,
                "what": error.first.message,
                "more": f"(+ {error.more})" if error.more else "",
            },
        )
        raise at(InvalidNotice(message), *error.at_fields) from error
