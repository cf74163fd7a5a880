"""How long a public inquiry lasts by law: counting, suspensions, end dates. No site needed.

The notes from which the rules were taken are marked by how surely each is known; `Certainty`
keeps that mark, the form shows it, and a webmaster can set another period with its reason.
"""

from collections.abc import Iterator
from communesplone.core import _
from communesplone.core.hours import OpeningHours
from communesplone.core.hours.clock import holiday_name
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from enum import Enum
from zope.i18nmessageid import Message


ONE = timedelta(days=1)
HOLIDAYS = OpeningHours()
#: First and last (month, day) of the days that do not count, both included.
#: Source: CoDT and decree of 6 February 2014 on communal roads, as quoted in a communal notice
#: (Fernelmont); the same for the Environment Code, art. D.29-13, from memory.
SUSPENSIONS = (((7, 16), (8, 15)), ((12, 24), (12, 31)), ((1, 1), (1, 1)))
#: No inquiry lasts longer: a year was mistyped.
LONGEST = timedelta(days=366)


class Certainty(Enum):
    """How surely a rule is known."""

    READ = "read"
    REMEMBERED = "remembered"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True)
class Basis:
    """A law that orders an inquiry: at least `days` counted days; None: it must be looked up.

    `name` is for citizens, `title` for the form.
    """

    key: str
    name: Message
    title: Message
    days: int | None
    law: str
    certainty: Certainty


BASES = {
    basis.key: basis
    for basis in (
        Basis(
            "codt_permit",
            _("Town planning permit"),
            _("Town planning permit (CoDT): public inquiry, 15 days"),
            15,
            "CoDT, livre VIII",
            Certainty.READ,
        ),
        Basis(
            "codt_notice",
            _("Project notice"),
            _("Town planning permit (CoDT): project notice, 15 days"),
            15,
            "CoDT, livre VIII",
            Certainty.READ,
        ),
        Basis(
            "roads",
            _("Communal roads"),
            _("Communal roads (decree of 6 February 2014): 30 days"),
            30,
            "décret du 6 février 2014",
            Certainty.READ,
        ),
        Basis(
            "environment_ab",
            _("Environment"),
            _("Environment, categories A and B: 30 days (check in the law)"),
            30,
            "Code de l’environnement, D.29-13",
            Certainty.REMEMBERED,
        ),
        Basis(
            "environment_c",
            _("Environment"),
            _("Environment, category C: 15 days (check in the law)"),
            15,
            "Code de l’environnement, D.29-13",
            Certainty.REMEMBERED,
        ),
        Basis(
            "codt_local_plan",
            _("Local scheme"),
            _("Local scheme (CoDT): 30 days (doubtful, check in the law)"),
            30,
            "CoDT, livre VIII",
            Certainty.DOUBTFUL,
        ),
        Basis(
            "codt_regional_plan",
            _("Regional plan"),
            _("Regional plan (CoDT): 45 days (doubtful, check in the law)"),
            45,
            "CoDT, livre VIII",
            Certainty.DOUBTFUL,
        ),
        Basis("other", _("Public inquiry"), _("Another law"), None, "", Certainty.DOUBTFUL),
    )
}


class Fault(Enum):
    """What is wrong with a period."""

    NO_END = "no end"
    BACKWARDS = "backwards"
    TOO_LONG = "too long"
    TOO_SHORT = "too short"
    NOT_A_WORKING_DAY = "not a working day"


def is_suspended(on: date) -> bool:
    """Tell whether a day does not count: 16 July to 15 August, 24 December to 1 January.

    Both limits are included (CoDT and decree of 6 February 2014).
    """
    return any(first <= (on.month, on.day) <= last for first, last in SUSPENSIONS)


def is_holiday(on: date) -> bool:
    """Tell whether a day is one of Belgium's ten public holidays, Easter's among them."""
    return holiday_name(HOLIDAYS, on) is not None


def is_working_day(on: date) -> bool:
    """Tell whether a day is neither a Saturday, a Sunday nor a public holiday."""
    return on.weekday() < 5 and not is_holiday(on)


def can_end_on(on: date) -> bool:
    """Tell whether an inquiry may end on a day."""
    return is_working_day(on) and not is_suspended(on)


def counted_days(start: date, end: date) -> Iterator[date]:
    """Yield the days of a period that count, its first and its last included."""
    while start <= end:
        if not is_suspended(start):
            yield start
        start += ONE


def earliest_end(start: date, days: int) -> date:
    """Return the first day on which an inquiry of `days` counted days may end.

    The first day counts, as in the notices that communes publish (15 days: from the 2nd to the
    16th); where a reader of the law counts from the day after, one more day is theirs to add.
    A last day on a Saturday, a Sunday or a public holiday moves to the next working day (CoDT,
    book IV, reminder of the region), and over a suspension that it would meet.

    :raises ValueError: for less than one day.
    """
    if days < 1:
        raise ValueError("An inquiry lasts one day at least.")
    end, left = start, days
    while True:
        left -= not is_suspended(end)
        if left <= 0:
            return next_possible_end(end)
        end += ONE


def next_possible_end(on: date) -> date:
    """Return the day itself if an inquiry may end on it, else the next on which it may."""
    while not can_end_on(on):
        on += ONE
    return on


def fault(start: date, end: date | None, basis: Basis, *, excused: bool = False) -> Fault | None:
    """Return what is wrong with a period, the gravest first; None when it is in order.

    :param end: None to have the earliest computed, which only some bases allow.
    :param excused: a reason was given for another period: only what cannot be is refused.
    """
    if end is None:
        return Fault.NO_END if basis.days is None else None
    if end < start:
        return Fault.BACKWARDS
    if end - start > LONGEST:
        return Fault.TOO_LONG
    if excused:
        return None
    if basis.days is not None and end < earliest_end(start, basis.days):
        on_weekend = sum(1 for _day in counted_days(start, end)) >= basis.days
        return Fault.NOT_A_WORKING_DAY if on_weekend else Fault.TOO_SHORT
    return None if can_end_on(end) else Fault.NOT_A_WORKING_DAY


def written(on: date) -> str:
    """Return a date as forms write it."""
    return on.strftime("%d/%m/%Y")


def explain(start: date, end: date | None, basis: Basis, found: Fault) -> Message:
    """Return the sentence for the person: what is wrong, by which rule, what to write."""
    if found is Fault.NO_END or end is None:
        return _("Write the last day: for another law we do not know how long it lasts.")
    if found is Fault.BACKWARDS:
        return _("The inquiry ends before it begins: choose a later last day.")
    if found is Fault.TOO_LONG:
        return _("The inquiry would last more than a year: check both years.")
    if found is Fault.NOT_A_WORKING_DAY:
        return _(
            "The last day, ${day}, is a Saturday, a Sunday, a public holiday or suspended: by "
            "law it moves to ${end}.",
            mapping={"day": written(end), "end": written(next_possible_end(end))},
        )
    mapping = {
        "days": basis.days,
        "law": basis.law,
        "start": written(start),
        "end": written(earliest_end(start, basis.days or 1)),
    }
    if any(map(is_suspended, _days(start, end))):
        return _(
            "Too short: this inquiry lasts ${days} days at least (${law}), and the days from 16 "
            "July to 15 August and from 24 December to 1 January do not count. Begun on "
            "${start}, it ends on ${end} at the earliest.",
            mapping=mapping,
        )
    return _(
        "Too short: this inquiry lasts ${days} days at least (${law}). Begun on ${start}, it "
        "ends on ${end} at the earliest.",
        mapping=mapping,
    )


def _days(start: date, end: date) -> Iterator[date]:
    return (start + timedelta(days=count) for count in range((end - start).days + 2))
