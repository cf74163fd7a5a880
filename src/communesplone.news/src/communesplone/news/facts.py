"""What the catalog keeps of an event, so that no list, feed or calendar wakes one.

Moments are Brussels' clock, without a zone: an event at 20:00 is at 20:00 in winter and in
summer. They become moments of the world by `occurrences`.
"""

from Acquisition import aq_base
from collections.abc import Iterator
from communesplone.core.hours import BRUSSELS
from communesplone.news.event import PLANNED
from communesplone.news.interfaces import InvalidDates
from communesplone.news.recurrence import read_recurrence
from dataclasses import asdict
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from functools import lru_cache
from plone.i18n.normalizer import urlnormalizer
from typing import Any
import json
import logging


LOGGER = logging.getLogger(__name__)
LAST_SECOND = time(23, 59, 59)
#: What ends until this hour belongs to the evening before.
NIGHT = time(6)


@dataclass(frozen=True)
class Facts:
    """`start` and `end` are those of the first date; `days` all days it begins on, if several.

    `price` is a decimal as text, None when it is not known; `place` the key of `place_name`.
    """

    start: datetime
    end: datetime
    whole_day: bool = False
    open_end: bool = False
    rule: str = ""
    ruled: tuple[date, ...] = ()
    days: tuple[date, ...] = ()
    status: str = PLANNED
    reason: str = ""
    moved_from: datetime | None = None
    price: str | None = None
    price_note: str = ""
    booking_url: str = ""
    location: str = ""
    place: str = ""
    place_name: str = ""
    organiser: str = ""
    themes: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()

    @property
    def last_day(self) -> date:
        """The day on which its last date ends."""
        return (self.days[-1] if self.days else self.start.date()) + self._length

    @property
    def _length(self) -> timedelta:
        return self.end.date() - self.start.date()

    def occurrences(self, first: date, last: date) -> Iterator[tuple[datetime, datetime]]:
        """Yield beginning and end, in Brussels, of what takes place on these days, both included.

        What lasts all day ends with the last second of it.
        """
        for on in self.days or (self.start.date(),):
            if on + self._length < first:
                continue
            if on > last:
                return
            yield self._at(on)

    def _at(self, on: date) -> tuple[datetime, datetime]:
        start, end = self.start.time(), self.end.time()
        if self.whole_day:
            start = time()
        if self.whole_day or self.open_end:
            end = LAST_SECOND
        return (
            datetime.combine(on, start, BRUSSELS),
            datetime.combine(on + self._length, end, BRUSSELS),
        )

    def next(self, now: datetime) -> tuple[datetime, datetime] | None:
        """Return the first date that has not ended at `now`; None when all have."""
        for start, end in self.occurrences(now.astimezone(BRUSSELS).date(), date.max):
            if end > now:
                return start, end
        return None


def shown_last_day(start: datetime, end: datetime) -> date:
    """Return the day on which people say that a date ends: a ball that ends at 2 is of one day."""
    ends_at_night = end.time() <= NIGHT and end - start < timedelta(days=1)
    return start.date() if ends_at_night else end.date()


def local(moment: datetime) -> datetime:
    """Return a moment as Brussels' clock shows it; one without zone is that already."""
    if moment.tzinfo is not None:
        moment = moment.astimezone(BRUSSELS)
    return moment.replace(tzinfo=None, microsecond=0)


def facts_of(event: Any) -> Facts:
    """Return the facts of an event as content."""
    event = aq_base(event)
    start, end = local(event.start), local(event.end)
    place_name = _text(event, "locality") or _text(event, "location")
    price = getattr(event, "price", None)
    moved_from = getattr(event, "moved_from", None)
    return Facts(
        start=start,
        end=max(start, end),
        whole_day=bool(getattr(event, "whole_day", False)),
        open_end=bool(getattr(event, "open_end", False)),
        status=getattr(event, "event_status", None) or PLANNED,
        reason=_text(event, "status_reason"),
        moved_from=local(moved_from) if moved_from else None,
        price=None if price is None else str(price),
        price_note=_text(event, "price_note"),
        booking_url=_text(event, "booking_url"),
        location=_text(event, "location"),
        place=urlnormalizer.normalize(place_name, max_length=60) if place_name else "",
        place_name=place_name,
        organiser=_text(event, "contact_name"),
        themes=tuple(getattr(event, "themes", None) or ()),
        audiences=tuple(getattr(event, "audiences", None) or ()),
        **_recurrence(event, start.date()),
    )


def _recurrence(event: Any, first: date) -> dict[str, Any]:
    text = _text(event, "recurrence")
    if not text:
        return {}
    try:
        found = read_recurrence(text, first)
    except InvalidDates:
        # It was stored before this add-on was installed: its first date is still true
        LOGGER.warning("%s: the recurrence cannot be read: %r", event.getId(), text[:200])
        return {}
    return {"rule": found.rule, "ruled": found.ruled, "days": found.days}


def _text(event: Any, name: str) -> str:
    return (getattr(event, name, None) or "").strip()


def to_json(facts: Facts) -> str:
    """Return facts as the text that the catalog keeps; what is empty is left out."""
    found = {name: value for name, value in asdict(facts).items() if value not in (None, "", ())}
    for name in ("start", "end", "moved_from"):
        if name in found:
            found[name] = found[name].isoformat(timespec="minutes")
    if found.get("ruled") == found.get("days"):
        found.pop("ruled", None)
    for name in ("ruled", "days"):
        if name in found:
            found[name] = [on.strftime("%Y%m%d") for on in found[name]]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=4096)
def from_json(text: str) -> Facts:
    """Return the facts of a text that `to_json` wrote."""
    found = json.loads(text)
    for name in ("start", "end", "moved_from"):
        if name in found:
            found[name] = datetime.fromisoformat(found[name])
    for name in ("ruled", "days"):
        if name in found:
            found[name] = tuple(datetime.strptime(on, "%Y%m%d").date() for on in found[name])
    if found.get("rule"):
        found.setdefault("ruled", found.get("days", ()))
    for name in ("themes", "audiences"):
        found[name] = tuple(found.get(name, ()))
    return Facts(**found)
