"""Digests: which periods are due, and what was published in one."""

from communesplone.core import changes
from communesplone.core.hours import BRUSSELS
from communesplone.core.interfaces import ISubscriptionTopic
from communesplone.core.records import TopicEntry
from communesplone.subscriptions.store import DAILY
from communesplone.subscriptions.store import Store
from communesplone.subscriptions.store import WEEKLY
from communesplone.subscriptions.visitor import as_visitor
from dataclasses import dataclass
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import UTC
from Products.CMFPlone.Portal import PloneSite
from typing import Any


LENGTHS = {DAILY: timedelta(days=1), WEEKLY: timedelta(days=7)}
#: What was missed while nothing ran is told, but not from before a holiday.
LONGEST = timedelta(days=21)
ENTRIES = 50


@dataclass(frozen=True)
class Period:
    """What a digest is about: after `since`, until `until` included."""

    key: str
    frequency: str
    since: datetime
    until: datetime


def next_moment(now: datetime, hour: int) -> datetime:
    """Return the next time of the day at which digests are made, in UTC."""
    today = now.astimezone(BRUSSELS).date()
    for day in (today, today + timedelta(days=1), today + timedelta(days=2)):
        moment = datetime.combine(day, time(hour), BRUSSELS).astimezone(UTC)
        if moment > now:
            return moment
    raise AssertionError("a day after tomorrow is never past")


def due_periods(store: Store, now: datetime, weekly_day: int) -> list[Period]:
    """Return the periods that end now: one a day, and one on a day of the week.

    Each begins where the last of its kind ended, so that nothing is told twice or never.
    """
    today = now.astimezone(BRUSSELS).date()
    kinds = [DAILY, *([WEEKLY] if today.weekday() == weekly_day else [])]
    found = []
    for kind in kinds:
        key, last = f"{kind}-{today.isoformat()}", store.covered.get(kind)
        if key not in store.mailings:
            since = max(last or now - LENGTHS[kind], now - LONGEST)
            found.append(Period(key, kind, since, now))
    return found


class Collector:
    """Asks topics what to tell, once for all subscribers who chose the same.

    What it learnt counts until the site changes or a minute has passed: what is taken offline
    while a digest goes out is not in the mails that go after it.
    """

    def __init__(self, site: PloneSite) -> None:
        self.site = site
        self.state: Any = None
        self.known: dict[Any, Any] = {}

    def entries(
        self,
        name: str,
        topic: ISubscriptionTopic,
        choices: tuple[str, ...],
        language: str,
        period: tuple[datetime, datetime],
    ) -> tuple[TopicEntry, ...]:
        """Return what a topic has for these choices (none: all), each entry once."""
        found: dict[str, TopicEntry] = {}
        for choice in choices or (None,):
            for entry in self._asked(
                (name, choice, language, period),
                lambda choice=choice: tuple(topic.entries(*period, choice)),
                language,
            ):
                found.setdefault(entry.key, entry)
        return tuple(found.values())[:ENTRIES]

    def is_current(self, name: str, topic: ISubscriptionTopic, key: str, language: str) -> bool:
        """Tell whether an entry may be sent still."""
        return self._asked((name, key, language), lambda: topic.is_current(key), language)

    def _asked(self, key: Any, ask: Any, language: str) -> Any:
        now = datetime.now(UTC)
        state = (changes.counter(self.site), now.replace(second=0, microsecond=0))
        if state != self.state:
            self.state, self.known = state, {}
        if key not in self.known:
            with as_visitor(self.site, language):
                self.known[key] = ask()
        return self.known[key]
