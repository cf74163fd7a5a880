"""What an address asks of an agenda or of the news: read, checked, written again."""

from collections.abc import Mapping
from communesplone.core.paging import asked_page
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from zExceptions import BadRequest
from zExceptions import NotFound
import re


PERIODS = ("today", "weekend", "week")
KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
NUMBER = re.compile(r"[1-9][0-9]{0,3}")
MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
MOST_VALUES = 20
#: How many months before and after this one the calendar shows.
MONTHS = 24


@dataclass(frozen=True)
class Asked:
    """A period (one of PERIODS, a month, a day, a year, or none: what is coming), filters, page.

    `month` is the first day of it. `page` counts from 1.
    """

    when: str = ""
    month: date | None = None
    day: date | None = None
    year: int | None = None
    themes: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    place: str = ""
    page: int = 1

    @property
    def period(self) -> list[tuple[str, str]]:
        """The parameters of the period."""
        found = {
            "when": self.when,
            "month": f"{self.month:%Y-%m}" if self.month else "",
            "day": self.day.isoformat() if self.day else "",
            "year": str(self.year or ""),
        }
        return [(name, value) for name, value in found.items() if value]

    @property
    def filters(self) -> list[tuple[str, str]]:
        """The parameters of theme, audience and place."""
        return [
            *(("theme", key) for key in self.themes),
            *(("audience", key) for key in self.audiences),
            *([("place", self.place)] if self.place else []),
        ]

    def address(self, url: str, **changed: Any) -> str:
        """Return the address of this or, with changes, of another list, from its first page."""
        other = replace(self, **{"page": 1, **changed})
        query = [*other.period, *other.filters]
        return f"{url}?{urlencode(query)}" if query else url


def read(form: Mapping[str, Any], today: date) -> Asked:
    """Return what the parameters ask for; parameters that are none of ours are left aside.

    :raises BadRequest: for what no link or form of ours says: page -1, the 30th of February.
    :raises NotFound: for a month that the calendar does not reach.
    """
    found = Asked(
        when=_one(form, "when"),
        month=_month(_one(form, "month"), today),
        day=_day(_one(form, "day"), today),
        year=_number(form, "year") or None,
        themes=_several(form, "theme"),
        audiences=_several(form, "audience"),
        place=_one(form, "place"),
        page=asked_page(form),
    )
    if found.when and found.when not in PERIODS:
        raise BadRequest(f"when: one of {', '.join(PERIODS)}")
    if found.place and not KEY.fullmatch(found.place):
        raise BadRequest("place: no such place")
    if len(found.period) > 1:
        raise BadRequest("One period at a time: when, month, day or year")
    return found


def _one(form: Mapping[str, Any], name: str) -> str:
    value = form.get(name, "")
    if not isinstance(value, str):
        raise BadRequest(f"{name}: one value")
    return value


def _several(form: Mapping[str, Any], name: str) -> tuple[str, ...]:
    values = form.get(name, [])
    values = [values] if isinstance(values, str) else values
    if not isinstance(values, list) or len(values) > MOST_VALUES:
        raise BadRequest(f"{name}: too many values")
    if not all(isinstance(value, str) and (not value or KEY.fullmatch(value)) for value in values):
        raise BadRequest(f"{name}: no such value")
    return tuple(sorted(set(filter(None, values))))


def _number(form: Mapping[str, Any], name: str) -> int:
    value = _one(form, name)
    if value and not NUMBER.fullmatch(value):
        raise BadRequest(f"{name}: a number from 1 on")
    return int(value or 0)


def _day(text: str, today: date) -> date | None:
    if not text:
        return None
    try:
        found = datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise BadRequest("day: a date such as 2026-11-24") from None
    _month(f"{found:%Y-%m}", today)
    return found


def _month(text: str, today: date) -> date | None:
    if not text:
        return None
    if not MONTH.fullmatch(text):
        raise BadRequest("month: such as 2026-11")
    year, month = map(int, text.split("-"))
    if not within_reach(year, month, today):
        raise NotFound(text)
    return date(year, month, 1)


def within_reach(year: int, month: int, today: date) -> bool:
    """Tell whether the calendar has a month."""
    return abs((year - today.year) * 12 + month - today.month) <= MONTHS


def days_of(asked: Asked, today: date) -> tuple[date, date]:
    """Return the first and the last day that are asked for; what is coming ends in two years."""
    sunday = today + timedelta(days=6 - today.weekday())
    if asked.day:
        return asked.day, asked.day
    if asked.month:
        return asked.month, last_of_month(asked.month)
    if asked.when == "today":
        return today, today
    if asked.when == "weekend":
        return max(today, sunday - timedelta(days=1)), sunday
    if asked.when == "week":
        return today, sunday
    return today, today + timedelta(days=31 * MONTHS)


def last_of_month(first: date) -> date:
    """Return the last day of the month of `first`."""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
