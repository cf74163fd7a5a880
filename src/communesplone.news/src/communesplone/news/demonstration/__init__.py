"""Events of a fictitious commune over a year, for demonstration sites, as data."""

from collections.abc import Mapping
from communesplone.core.hours import BRUSSELS
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from decimal import Decimal
from importlib.resources import files
from plone.api.content import transition
from plone.app.textfield.value import RichTextValue
from plone.dexterity.utils import createContentInContainer
from Products.CMFPlone.Portal import PloneSite
from pytz import timezone
from typing import Any
import json
import re


Entry = dict[str, Any]
FOLDER = "agenda"
ZONE = timezone(BRUSSELS.key)
WORD = re.compile(r"\{(\w+)\}")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
#: The agenda of a year begins so many days before the day on which it is made.
PAST = timedelta(days=61)
SCHEDULE = (
    *("weekday", "in_weeks", "in_months", "nth", "month", "day"),
    *("at", "hours", "days", "every", "times", "moved_weeks"),
)


def entries(language: str) -> list[Entry]:
    """Return the events that we have in a language; none when we have none in it."""
    path = files(__package__).joinpath(f"{language}.json")
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []


def populate(
    site: PloneSite, language: str, made: Mapping[str, Any], words: Mapping[str, str]
) -> dict[str, Any]:
    """Publish the demonstration events of a language in the folder of the agenda.

    See communesplone.core.interfaces.IDemonstration.
    """
    folder = made.get(FOLDER)
    if folder is None:
        return {}
    today = datetime.now(BRUSSELS).date()
    return {
        f"event-{entry['key']}": _make(folder, entry, language, today, words)
        for entry in entries(language)
    }


def _make(folder: Any, entry: Entry, language: str, today: date, words: Mapping[str, str]) -> Any:
    fields = {
        name: _value(name, value, words)
        for name, value in entry.items()
        if name != "key" and name not in SCHEDULE
    }
    event = createContentInContainer(
        folder,
        "Event",
        checkConstraints=False,
        language=language,
        **fields,
        **schedule(entry, today),
    )
    transition(event, "publish")
    return event


def schedule(entry: Entry, today: date) -> dict[str, Any]:
    """Return the dates of an entry, from the day on which the site is made.

    It begins on a day of the week `in_weeks` from this one; on the `nth` such day `in_months` from
    this month; or, for what has its season, on the `nth` such day or the `day` of a `month`.
    """
    day = _first_day(entry, today)
    # pytz, as Plone stores events: the ZODB cannot keep a ZoneInfo
    start = datetime.combine(day, time.fromisoformat(entry["at"]))
    end = start + timedelta(days=entry.get("days", 0), hours=entry["hours"])
    dates: dict[str, Any] = {"start": ZONE.localize(start), "end": ZONE.localize(end)}
    if "every" in entry:
        every = entry["every"]
        if "nth" in entry:
            every = f"{every};BYDAY=+{entry['nth']}{WEEKDAYS[entry['weekday']]}"
        dates["recurrence"] = f"RRULE:FREQ={every};COUNT={entry['times']}"
    if "moved_weeks" in entry:
        dates["moved_from"] = ZONE.localize(start + timedelta(weeks=entry["moved_weeks"]))
    return dates


def _first_day(entry: Entry, today: date) -> date:
    if "month" in entry:
        years = (today.year - 1, today.year, today.year + 1)
        return next(day for year in years if (day := _of_season(entry, year)) >= today - PAST)
    if "nth" in entry:
        months = today.year * 12 + today.month - 1 + entry["in_months"]
        return _nth(months // 12, months % 12 + 1, entry["weekday"], entry["nth"])
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(days=entry["weekday"], weeks=entry["in_weeks"])


def _of_season(entry: Entry, year: int) -> date:
    if "day" in entry:
        return date(year, entry["month"], entry["day"])
    return _nth(year, entry["month"], entry["weekday"], entry["nth"])


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth Monday (0) to Sunday (6) of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7, weeks=nth - 1)


def _value(name: str, value: Any, words: Mapping[str, str]) -> Any:
    """Return what is stored of a field's data."""
    if name == "price":
        return Decimal(value)
    if isinstance(value, str):
        value = WORD.sub(lambda found: words.get(found[1], found[0]), value)
    return RichTextValue(value, "text/html", "text/x-html-safe") if name == "text" else value
