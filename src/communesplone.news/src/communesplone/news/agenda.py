"""The events of an agenda: found by index, from the catalog alone."""

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from communesplone.core.memory import remember
from communesplone.core.sharing.syndicated import source_name
from communesplone.news.asked import Asked
from communesplone.news.asked import days_of
from communesplone.news.facts import Facts
from communesplone.news.facts import from_json
from communesplone.news.facts import shown_last_day
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta
from Products.CMFCore.utils import getToolByName
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope.component.hooks import getSite


MOST = 2000
#: What a list of events is made of; the folder tells of a move.
KINDS = ("Event", "Place", "Folder")
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Entry:
    """An event as lists show it; `created` and `modified` are aware."""

    uid: str
    title: str
    description: str
    url: str
    created: datetime
    modified: datetime
    facts: Facts
    #: Who keeps it up, empty for this site.
    source: str = ""


@dataclass(frozen=True)
class Row:
    """One date of an event."""

    entry: Entry
    start: datetime
    end: datetime


def entries(context: Any, first: date, last: date) -> list[Entry]:
    """Return the events below `context` that this user may see and that these days may have."""
    language = getattr(context, "REQUEST", {}).get("LANGUAGE", "")
    key = ("agenda", context.getPhysicalPath(), first, last, language)
    return remember(getSite(), key, lambda: _entries(context, first, last), kinds=KINDS)


def _entries(context: Any, first: date, last: date) -> list[Entry]:
    brains = getToolByName(context, "portal_catalog").searchResults(
        portal_type="Event",
        path="/".join(context.getPhysicalPath()),
        event_last_day={"query": first.isoformat(), "range": "min"},
        event_first_day={"query": last.isoformat(), "range": "max"},
        sort_on="event_last_day",
        sort_limit=MOST,
    )
    return [entry_of(brain) for brain in brains[:MOST] if isinstance(brain.event_facts, str)]


def entry_of(brain: AbstractCatalogBrain) -> Entry:
    """Return the event of a catalog record."""
    return Entry(
        uid=brain.UID,
        title=brain.Title,
        description=brain.Description,
        url=brain.getURL(),
        created=brain.created.asdatetime(),
        modified=brain.modified.asdatetime(),
        facts=from_json(brain.event_facts),
        source=source_name(brain),
    )


def rows(found: Iterable[Entry], asked: Asked, now: datetime) -> list[Row]:
    """Return the dates that are asked for, in their order.

    What is coming has one row per event, its next date; a period has one for each date. What is
    over is left out, but from the month or the day that somebody looks back at.
    """
    first, last = days_of(asked, now.date())
    chosen = [entry for entry in found if matches(entry.facts, asked)]
    if not asked.period:
        dates = ((entry, entry.facts.next(now)) for entry in chosen)
        made = [Row(entry, *date) for entry, date in dates if date and date[0].date() <= last]
    else:
        looking_back = asked.day or asked.month
        made = [
            Row(entry, start, end)
            for entry in chosen
            for start, end in entry.facts.occurrences(first, last)
            if looking_back or end > now
        ]
    return sorted(made, key=lambda row: (shown_day(row, first), row.start, row.entry.title))


def shown_day(row: Row, first: date) -> date:
    """Return the day under which a date stands in a list that begins on `first`."""
    return max(row.start.date(), first)


def matches(facts: Facts, asked: Asked) -> bool:
    """Tell whether an event has one of the themes, one of the audiences and the place asked."""
    return (
        (not asked.themes or bool(set(asked.themes) & set(facts.themes)))
        and (not asked.audiences or bool(set(asked.audiences) & set(facts.audiences)))
        and (not asked.place or facts.place == asked.place)
    )


def counts(found: Iterable[Row], keys: Callable[[Facts], Iterable[str]]) -> Counter[str]:
    """Return how many events have each key."""
    events = {row.entry.uid: row.entry.facts for row in found}
    return Counter(key for facts in events.values() for key in keys(facts))


def days_with_events(found: Iterable[Entry], asked: Asked, first: date, last: date) -> set[date]:
    """Return the days of a month on which something takes place, as filtered.

    What lasts longer than a week marks its first day only: else every day would be marked.
    """
    days = set()
    for entry in found:
        if not matches(entry.facts, asked):
            continue
        for start, end in entry.facts.occurrences(first, last):
            on, until = start.date(), shown_last_day(start, end)
            until = min(until if until - on < WEEK else on, last)
            while on <= until:
                days.add(on)
                on += timedelta(days=1)
    return {on for on in days if on >= first}
