"""What an add-on may keep of an event in the catalog's `event_facts`, read without waking it.

JSON: `start`, `end` (Brussels' clock), `days` it begins on if several, `whole_day`, `open_end`,
`status` and `location`. Empty facts mean that no add-on keeps any.
"""

from communesplone.core import _
from communesplone.core.hours import BRUSSELS
from datetime import datetime
from datetime import time
from datetime import timedelta
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
import json


TAGS = {
    "cancelled": ("err", _("cancelled")),
    "moved": ("ink", _("moved")),
    "full": ("", _("full")),
}


def event_facts(brain: AbstractCatalogBrain) -> dict[str, Any]:
    """Return the facts of an event, empty when the catalog has none."""
    found = getattr(brain, "event_facts", None)
    return json.loads(found) if isinstance(found, str) else {}


def next_date(facts: dict[str, Any], now: datetime) -> tuple[datetime, datetime] | None:
    """Return start and end of the first date that has not ended; None when all have."""
    first = datetime.fromisoformat(facts["start"])
    length = datetime.fromisoformat(facts["end"]).date() - first.date()
    days = [datetime.strptime(day, "%Y%m%d").date() for day in facts.get("days", ())]
    for day in days or [first.date()]:
        start, end = _at(facts, day, length)
        if end > now:
            return start, end
    return None


def _at(facts: dict[str, Any], day: Any, length: timedelta) -> tuple[datetime, datetime]:
    start = datetime.fromisoformat(facts["start"]).time()
    end = datetime.fromisoformat(facts["end"]).time()
    if facts.get("whole_day") or facts.get("open_end"):
        end = time(23, 59, 59)
    return (
        datetime.combine(day, start, BRUSSELS),
        datetime.combine(day + length, end, BRUSSELS),
    )


def tag_of(facts: dict[str, Any]) -> dict[str, Any] | None:
    """Return what stands beside the title: cancelled, moved, full; None for as planned."""
    found = TAGS.get(facts.get("status", ""))
    return {"kind": found[0], "text": found[1]} if found else None
