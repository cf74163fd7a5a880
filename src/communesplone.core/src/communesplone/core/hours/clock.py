"""What opening hours mean on a day and at a moment, in Belgium's time.

The first of these that speaks of a day decides: an exception, a public holiday, a season, the
week. Moments are aware datetimes; local hours become instants before they are compared, so a
day may have 23 or 25 hours.
"""

from collections.abc import Iterator
from communesplone.core import _
from communesplone.core.hours.model import Day
from communesplone.core.hours.model import OpeningHours
from communesplone.core.hours.model import Span
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import UTC
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo


BRUSSELS = ZoneInfo("Europe/Brussels")
CLOSING = timedelta(hours=1)
HORIZON = 366
WALLONIA_DAY = (9, 27)
HOLIDAY_NAMES = {
    name: name
    for name in (
        _("New Year's Day"),
        _("Easter Sunday"),
        _("Easter Monday"),
        _("Labor Day"),
        _("Ascension Day"),
        _("Pentecost"),
        _("Pentecost Monday"),
        _("National Day"),
        _("Assumption Day"),
        _("All Saints' Day"),
        _("Armistice Day"),
        _("Christmas Day"),
    )
}
WALLONIA_DAY_NAME = _("Wallonia Day")


@dataclass(frozen=True)
class DayHours:
    """The hours of one date; `exceptional` when they are not those of its week."""

    date: date
    spans: Day
    exceptional: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Status:
    """What a desk's status line says at a moment.

    `until` is when an open desk closes, `next_opening` when a closed one opens; both are aware.
    `reason` is what the webmaster wrote, or the name of a public holiday, a message.
    """

    kind: Literal["open", "closing", "closed", "exceptionally_closed"]
    until: datetime | None = None
    next_opening: datetime | None = None
    reason: str = ""
    by_appointment: bool = False


def day_hours(hours: OpeningHours, on: date) -> DayHours:
    """Return the hours of the day `on`, and why they are not the usual ones, if so."""
    usual = _usual(hours, on)
    holiday = holiday_name(hours, on)
    usually_open = bool(usual) and not holiday
    meeting = [found for found in hours.exceptions if on in found]
    if meeting:
        found = min(meeting, key=lambda exception: exception.length)
        if found.spans and found.length and not usually_open:
            return DayHours(on, (), exceptional=bool(usual), reason=holiday or "")
        return DayHours(on, found.spans, found.spans != usual, found.reason)
    if holiday:
        return DayHours(on, (), exceptional=bool(usual), reason=holiday)
    return DayHours(on, usual)


def spans_on(hours: OpeningHours, on: date) -> Day:
    """Return the spans during which the desk is open on the day `on`."""
    return day_hours(hours, on).spans


def exceptional_days(hours: OpeningHours, first: date, days: int) -> tuple[DayHours, ...]:
    """Return those of the `days` days from `first` on whose hours are not the usual ones."""
    dates = (first + timedelta(days=count) for count in range(days))
    return tuple(found for on in dates if (found := day_hours(hours, on)).exceptional)


def status(hours: OpeningHours, moment: datetime) -> Status:
    """Return the status at `moment`, an aware datetime."""
    now = moment.astimezone(UTC)
    today = now.astimezone(BRUSSELS).date()
    found = day_hours(hours, today)
    for start, end, span in _instants(found):
        if start <= now < end:
            kind = "closing" if end - now <= CLOSING else "open"
            return Status(kind, _local(end), None, found.reason, span.by_appointment)
    closed = "exceptionally_closed" if found.exceptional and not found.spans else "closed"
    return Status(closed, None, _next_opening(hours, now, today), found.reason)


def next_change(hours: OpeningHours, moment: datetime) -> datetime | None:
    """Return when a page that shows the status and today's row changes next, after `moment`.

    That is the next opening, closing or last hour before closing of the day, or midnight; None
    when no hours are declared.
    """
    if hours.empty:
        return None
    now = moment.astimezone(UTC)
    today = now.astimezone(BRUSSELS).date()
    changes = [_instant(today + timedelta(days=1), time())]
    for start, end, _span in _instants(day_hours(hours, today)):
        changes += [start, max(start, end - CLOSING), end]
    return _local(min(change for change in changes if change > now))


def holiday_name(hours: OpeningHours, on: date) -> str | None:
    """Return the name, a message, of the holiday on which the desk is closed, if it is one."""
    if hours.closed_on_wallonia_day and (on.month, on.day) == WALLONIA_DAY:
        return WALLONIA_DAY_NAME
    return _holidays(on.year).get(on) if hours.closed_on_holidays else None


@cache
def _holidays(year: int) -> dict[date, str]:
    # The library takes half a second to import: only where hours are computed
    from holidays.countries.belgium import Belgium

    named = Belgium(years=year, language="en_US", expand=False)
    return {on: HOLIDAY_NAMES.get(name, name) for on, name in named.items()}


def _usual(hours: OpeningHours, on: date) -> Day:
    for season in hours.seasons:
        if on in season:
            return season.week[on.weekday()]
    return hours.week[on.weekday()]


def _next_opening(hours: OpeningHours, now: datetime, today: date) -> datetime | None:
    if hours.empty:
        return None
    for count in range(HORIZON):
        for start, _end, _span in _instants(day_hours(hours, today + timedelta(days=count))):
            if start > now:
                return _local(start)
    return None


def _instants(found: DayHours) -> Iterator[tuple[datetime, datetime, Span]]:
    """Yield (start, end, span) in UTC; a span that the change of clocks swallows is none."""
    for span in found.spans:
        start, end = _instant(found.date, span.start), _instant(found.date, span.end)
        if start < end:
            yield start, end, span


def _instant(on: date, at: time) -> datetime:
    # Two moments of one zone compare by the clock on the wall; only in UTC by what comes first
    return datetime.combine(on, at, BRUSSELS).astimezone(UTC)


def _local(instant: datetime) -> datetime:
    return instant.astimezone(BRUSSELS)
