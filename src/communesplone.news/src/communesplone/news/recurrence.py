"""The days on which an event that recurs takes place: RFC 5545, within bounds.

Plone keeps the rule as text (RRULE, EXDATE and RDATE lines). Unbounded, such a rule can keep a
server busy for hours, so it is read here before anything else reads it.
"""

from collections.abc import Iterable
from communesplone.core import _
from communesplone.news.interfaces import InvalidDates
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from dateutil.rrule import rrulestr
from itertools import islice
import re


MOST = 1000
YEARS = 10
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
PARTS = {
    "FREQ": r"[A-Z]+",
    "INTERVAL": r"[1-9]\d{0,2}",
    "COUNT": r"[1-9]\d{0,9}",
    "UNTIL": r"\d{8}(?:T\d{6}Z?)?",
    "BYDAY": r"[+-]?\d{0,2}(?:MO|TU|WE|TH|FR|SA|SU)(?:,[+-]?\d{0,2}(?:MO|TU|WE|TH|FR|SA|SU))*",
    "BYMONTH": r"\d{1,2}(?:,\d{1,2})*",
    "BYMONTHDAY": r"-?\d{1,2}(?:,-?\d{1,2})*",
    "BYYEARDAY": r"-?\d{1,3}(?:,-?\d{1,3})*",
    "BYWEEKNO": r"-?\d{1,2}(?:,-?\d{1,2})*",
    "BYSETPOS": r"-?\d{1,3}(?:,-?\d{1,3})*",
    "WKST": r"MO|TU|WE|TH|FR|SA|SU",
}
LINE = re.compile(r"(RRULE|EXDATE|RDATE|DTSTART)(?:;[^:]*)?:(.*)")
DAY = re.compile(r"(\d{8})(?:T\d{6}Z?)?")


@dataclass(frozen=True)
class Recurrence:
    """`rule` as in an RRULE, empty for none; the days that it gives, and those of the event."""

    rule: str
    ruled: tuple[date, ...]
    days: tuple[date, ...]


def read_recurrence(text: str, first: date) -> Recurrence:
    """Return the days of a recurrence whose event begins on `first`.

    :raises InvalidDates: what cannot be read, never ends, is too much or never happens.
    """
    rules, added, removed = [], set(), set()
    for line in filter(None, map(str.strip, text.upper().splitlines())):
        kind, value = _line(line)
        if kind == "RRULE":
            rules.append(value)
        elif kind == "RDATE":
            added.update(_days(value))
        elif kind == "EXDATE":
            removed.update(_days(value))
    if len(rules) > 1:
        raise InvalidDates(_("Write one rule of recurrence only."))
    ruled = _ruled(_parts(rules[0]), first) if rules else ()
    days = sorted({first, *ruled, *added} - removed)
    if not days:
        raise InvalidDates(_("All the dates of this recurrence are excluded: leave one at least."))
    if len(days) > MOST:
        raise _too_many()
    return Recurrence(rules[0] if rules else "", ruled, tuple(days))


def _line(line: str) -> tuple[str, str]:
    match = LINE.fullmatch(line)
    if match is None:
        raise InvalidDates(
            _(
                "The recurrence cannot be read: “${line}”. Choose how often and until when.",
                mapping={"line": line[:80]},
            )
        )
    return match[1], match[2]


def _days(value: str) -> Iterable[date]:
    for part in value.split(","):
        match = DAY.fullmatch(part)
        if match is None:
            raise InvalidDates(_("“${date}” is not a date.", mapping={"date": part[:80]}))
        yield _day(match[1])


def _day(digits: str) -> date:
    try:
        return datetime.strptime(digits, "%Y%m%d").date()
    except ValueError:
        raise InvalidDates(_("“${date}” is not a date.", mapping={"date": digits})) from None


def _parts(rule: str) -> dict[str, str]:
    """Return the parts of a rule, all of them such as a calendar of days has."""
    parts: dict[str, str] = {}
    for part in filter(None, rule.split(";")):
        name, _equals, value = part.partition("=")
        if name in parts or name not in PARTS or not re.fullmatch(PARTS[name], value):
            raise InvalidDates(
                _(
                    "The recurrence cannot be read: “${line}”. Choose how often and until when.",
                    mapping={"line": part[:80]},
                )
            )
        parts[name] = value
    if parts.get("FREQ") not in FREQUENCIES:
        raise InvalidDates(_("An event recurs by day, week, month or year: choose one of these."))
    return parts


def _ruled(parts: dict[str, str], first: date) -> tuple[date, ...]:
    if "UNTIL" not in parts and "COUNT" not in parts:
        raise InvalidDates(_("Say when the recurrence ends: on a date, or after some times."))
    horizon = _horizon(first)
    until = min(_day(parts["UNTIL"][:8]), horizon) if "UNTIL" in parts else horizon
    count = int(parts.get("COUNT", MOST))
    if count > MOST:
        raise _too_many()
    if "UNTIL" in parts and _day(parts["UNTIL"][:8]) < first:
        raise InvalidDates(_("The recurrence ends before the event begins: choose a later date."))
    bounded = {name: value for name, value in parts.items() if name not in ("COUNT", "UNTIL")}
    found = tuple(islice(_generated(bounded, first, until), count + 1))
    if "UNTIL" in parts and _day(parts["UNTIL"][:8]) > horizon:
        raise _too_far()
    if not found:
        raise InvalidDates(_("There is no such date: the event would never take place."))
    if "COUNT" in parts:
        if len(found) < count and "UNTIL" not in parts:
            raise _too_far()
        return found[:count]
    if len(found) > MOST:
        raise _too_many()
    return found


def _generated(parts: dict[str, str], first: date, until: date) -> Iterable[date]:
    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    start, end = datetime.combine(first, time()), f"{until:%Y%m%d}T000000"
    try:
        yield from (moment.date() for moment in rrulestr(f"{rule};UNTIL={end}", dtstart=start))
    except ValueError as error:
        raise InvalidDates(
            _(
                "The recurrence cannot be read: “${line}”. Choose how often and until when.",
                mapping={"line": rule[:80]},
            )
        ) from error


def _horizon(first: date) -> date:
    """Return the last day on which a date of the event may fall."""
    return date(min(first.year + YEARS, 9999), first.month, min(first.day, 28))


def _too_many() -> InvalidDates:
    return InvalidDates(
        _("An event has ${most} dates at most: choose an earlier end.", mapping={"most": MOST})
    )


def _too_far() -> InvalidDates:
    return InvalidDates(
        _(
            "The dates of an event lie within ${years} years: choose an earlier end.",
            mapping={"years": YEARS},
        )
    )
