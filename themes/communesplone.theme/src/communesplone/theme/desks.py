"""What a page says of the commune's desks: status, hours, ruler. Plain data for templates."""

from collections.abc import Iterable
from communesplone.core.hours import BRUSSELS
from communesplone.core.hours import exceptional_days
from communesplone.core.hours import next_change
from communesplone.core.hours import OpeningHours
from communesplone.core.hours import spans_on
from communesplone.core.hours.drawing import CLOSURES_AHEAD
from communesplone.core.hours.drawing import exceptional_rows
from communesplone.core.hours.drawing import rest_of_week
from communesplone.core.hours.drawing import ruler
from communesplone.core.hours.drawing import Speaker
from communesplone.core.hours.drawing import week_rows
from communesplone.core.typography import day as day_words
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import Any


#: What a page takes from here; the drawings are those of core.
__all__ = [
    "Desk",
    "Speaker",
    "closures",
    "desk_rows",
    "earliest_change",
    "exceptional_rows",
    "rest_of_week",
    "ruler",
    "week_rows",
]


@dataclass(frozen=True)
class Desk:
    """A service with opening hours, as the catalog knows it."""

    title: str
    url: str
    hours: OpeningHours
    contact: dict[str, Any] = field(default_factory=dict, compare=False)
    path: str = ""


def desk_rows(desks: Iterable[Desk], moment: datetime, language: str) -> list[dict[str, Any]]:
    """Return what home and footer show of each desk at `moment`."""
    speaker = Speaker(language)
    today = moment.astimezone(BRUSSELS).date()
    return [
        {
            "title": desk.title,
            "url": desk.url,
            "status": speaker.status(desk.hours, moment),
            "today": speaker.spans(spans_on(desk.hours, today)),
            "ruler": ruler(spans_on(desk.hours, today), today),
            "rest": rest_of_week(desk.hours, today, speaker),
        }
        for desk in desks
    ]


def closures(desks: Iterable[Desk], today: date, language: str) -> list[str]:
    """Return the coming days on which every desk is exceptionally closed, in words."""
    common: set[date] | None = None
    for desk in desks:
        closed = {
            found.date
            for found in exceptional_days(desk.hours, today, CLOSURES_AHEAD)
            if not found.spans
        }
        common = closed if common is None else common & closed
    return [day_words(on, language, weekday=False) for on in sorted(common or ())]


def earliest_change(desks: Iterable[Desk], moment: datetime) -> datetime:
    """Return when the first of these desks changes its status; at the latest, midnight."""
    local = moment.astimezone(BRUSSELS)
    midnight = datetime.combine(local.date() + timedelta(days=1), datetime.min.time(), BRUSSELS)
    changes = [next_change(desk.hours, moment) for desk in desks]
    return min([change for change in changes if change is not None] + [midnight])
