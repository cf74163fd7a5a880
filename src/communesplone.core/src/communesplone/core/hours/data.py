"""Opening hours as plain data, for JSON: stored, exported, kept by the catalog."""

from collections.abc import Iterable
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.hours.model import Day
from communesplone.core.hours.model import day
from communesplone.core.hours.model import DAYS
from communesplone.core.hours.model import Exceptional
from communesplone.core.hours.model import OpeningHours
from communesplone.core.hours.model import Season
from communesplone.core.hours.model import Span
from communesplone.core.hours.model import Week
from communesplone.core.interfaces import InvalidHours
from datetime import date
from datetime import time
from functools import lru_cache
from typing import Any
import json
import re


APPOINTMENT = "appointment"


def as_data(hours: OpeningHours) -> dict[str, Any]:
    """Return `hours` as plain data for JSON; `from_data` is the way back."""
    return {
        "week": _week_data(hours.week),
        "seasons": [
            {
                "from": "{:02}-{:02}".format(*season.first),
                "to": "{:02}-{:02}".format(*season.last),
                "week": _week_data(season.week),
            }
            for season in hours.seasons
        ],
        "exceptions": [
            {
                "from": found.first.isoformat(),
                "to": found.last.isoformat(),
                "spans": _day_data(found.spans),
                "reason": found.reason,
            }
            for found in hours.exceptions
        ],
        "closed_on_holidays": hours.closed_on_holidays,
        "closed_on_wallonia_day": hours.closed_on_wallonia_day,
    }


def _week_data(week: Week) -> dict[str, list[list[str]]]:
    return {name: _day_data(spans) for name, spans in zip(DAYS, week, strict=True) if spans}


def _day_data(spans: Day) -> list[list[str]]:
    return [
        [f"{span.start:%H:%M}", f"{span.end:%H:%M}", *([APPOINTMENT] * span.by_appointment)]
        for span in spans
    ]


def from_data(data: Mapping[str, Any] | None) -> OpeningHours:
    """Return the hours that plain data says; None is no hours.

    :raises InvalidHours: for data of another shape, and for hours that contradict each other.
    """
    if not data:
        return OpeningHours()
    try:
        return OpeningHours(
            week=_week(data.get("week", {})),
            seasons=tuple(_season(found) for found in data.get("seasons", ())),
            exceptions=tuple(_exceptional(found) for found in data.get("exceptions", ())),
            closed_on_holidays=_flag(data.get("closed_on_holidays", True)),
            closed_on_wallonia_day=_flag(data.get("closed_on_wallonia_day", False)),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise InvalidHours(
            _("These are no opening hours: ${error}", mapping={"error": str(error)})
        ) from error


@lru_cache(maxsize=2048)
def from_json(text: str | None) -> OpeningHours:
    """Return the hours of a JSON text, such as the catalog keeps; the value may be shared."""
    return from_data(json.loads(text)) if text else OpeningHours()


def _week(data: Mapping[str, Any]) -> Week:
    if unknown := set(data) - set(DAYS):
        raise ValueError(f"unknown day {min(unknown)!r}")
    return tuple(_day(data.get(name, ())) for name in DAYS)  # type: ignore[return-value]


def _day(data: Iterable[Any]) -> Day:
    return day(_span(*span) for span in data)


def _span(start: str, end: str, note: str = "") -> Span:
    if note not in ("", APPOINTMENT):
        raise ValueError(f"unknown note {note!r}")
    return Span(_time(start), _time(end), note == APPOINTMENT)


def _time(text: str) -> time:
    if not re.fullmatch(r"\d\d:\d\d", text):
        raise ValueError(f"{text!r} is not a time such as 08:30")
    return time.fromisoformat(text)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{value!r} is neither true nor false")
    return value


def _season(data: Mapping[str, Any]) -> Season:
    return Season(_month_day(data["from"]), _month_day(data["to"]), _week(data.get("week", {})))


def _month_day(text: str) -> tuple[int, int]:
    # 2000 was a leap year: the 29th of February is a day like another here
    found = date.fromisoformat(f"2000-{text}")
    return found.month, found.day


def _exceptional(data: Mapping[str, Any]) -> Exceptional:
    first = date.fromisoformat(data["from"])
    last = date.fromisoformat(data.get("to") or data["from"])
    reason = " ".join(data.get("reason", "").split())
    return Exceptional(first, last, _day(data.get("spans", ())), reason)
