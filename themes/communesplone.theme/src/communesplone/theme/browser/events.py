"""Rows of events: their date as an object, their hours and place. From the catalog only,
except for events that recur, whose next date the catalog does not tell."""

from communesplone.core.browser.page import local
from communesplone.core.hours import BRUSSELS
from communesplone.core.typography import day
from communesplone.core.typography import hour
from communesplone.core.typography import hours_range
from communesplone.core.typography import MONTHS
from communesplone.core.typography import short_month
from communesplone.core.typography import weekday
from communesplone.theme.browser.event_facts import event_facts
from communesplone.theme.browser.event_facts import next_date
from communesplone.theme.browser.event_facts import tag_of
from datetime import date
from datetime import datetime
from datetime import timedelta
from plone.event.interfaces import IRecurrenceSupport
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any


def date_object(on: date, language: str) -> dict[str, str]:
    """Return a date as three lines: weekday, numeral, month."""
    return {
        "weekday": weekday(on, language),
        "day": str(on.day),
        "month": short_month(on, language),
        "iso": on.isoformat(),
    }


def when_text(
    start: datetime, end: datetime, language: str, whole_day: bool, open_end: bool
) -> str:
    """Return the hours of an event, or its last day when it has several."""
    if start.date() != end.date():
        return f"{day(start.date(), language)} – {day(end.date(), language)}"
    if whole_day:
        return ""
    if open_end or start == end:
        return hour(start, language)
    return hours_range(start, end, language)


def next_dates(brain: AbstractCatalogBrain, now: datetime) -> tuple[datetime, datetime] | None:
    """Return start and end of an event's next occurrence, None when nothing is known."""
    start, end = local(brain.start), local(brain.end)
    if start is None or end is None:
        return None
    if end >= now:
        return start, end
    # Its first date is past and the catalog found it: it recurs
    for found in IRecurrenceSupport(brain.getObject()).occurrences(range_start=now):
        start = getattr(found, "start", start).astimezone(BRUSSELS)
        end = getattr(found, "end", end).astimezone(BRUSSELS)
        if end >= now:
            return start, end
    return None


def event_rows(
    brains: list[AbstractCatalogBrain], now: datetime, language: str
) -> list[dict[str, Any]]:
    """Return the rows of coming events, the next first."""
    rows = []
    for brain in brains:
        facts = event_facts(brain)
        dates = next_date(facts, now) if facts else next_dates(brain, now)
        if dates is None:
            continue
        start, end = dates
        whole_day, open_end = bool(facts.get("whole_day")), bool(facts.get("open_end"))
        hours = when_text(start, end, language, whole_day, open_end)
        place = brain.location if isinstance(getattr(brain, "location", None), str) else ""
        rows.append(
            {
                "title": brain.Title,
                "url": brain.getURL(),
                "description": brain.Description,
                "date": date_object(max(start, now).date(), language),
                "start": start,
                "end": end,
                "tag": tag_of(facts),
                "cancelled": facts.get("status") == "cancelled",
                "meta": " · ".join(part for part in (hours, place) if part),
            }
        )
    return sorted(rows, key=lambda row: (row["date"]["iso"], row["start"]))


def by_period(
    rows: list[dict[str, Any]], today: date, language: str
) -> list[tuple[tuple[str, str], list[dict[str, Any]]]]:
    """Return rows under what their heading says: ("week", "") or ("month", "décembre 2026")."""
    sunday = today + timedelta(days=6 - today.weekday())
    periods: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        on = date.fromisoformat(row["date"]["iso"])
        if on <= sunday:
            key = ("week", "")
        else:
            month = MONTHS[language].split()[on.month - 1]
            key = ("month", month if on.year == today.year else f"{month} {on.year}")
        periods.setdefault(key, []).append(row)
    return list(periods.items())
