"""Plain counters of what happens between communes, noted when it happens, each event once.

An event is (act, urn, revision, id of a commune): a delivery repeated after a crash is known. The
counters are sums of the events, so that a page reads a few numbers and no event.
"""

from BTrees.OIBTree import OIBTree
from BTrees.OOBTree import OOBTree
from collections.abc import Iterable
from communesplone.core import _
from communesplone.core.hours import BRUSSELS
from datetime import datetime
from persistent import Persistent
from typing import Literal


Act = Literal["offered", "accepted", "adopted", "updated", "proposed", "taken"]
Event = tuple[str, str, int, str]
#: What is counted, in the order of tables, with what it means.
ACTS: dict[Act, tuple[str, str]] = {
    "offered": (_("Offered"), _("Revisions that a commune sent to the library.")),
    "accepted": (_("Accepted"), _("Those of them that the reviewers put into the library.")),
    "adopted": (_("Adopted"), _("Contents that a commune took from another.")),
    "updated": (_("Updated"), _("New revisions that an adopting commune took.")),
    "proposed": (_("Proposed back"), _("Improvements that a commune sent to the author.")),
    "taken": (_("Taken by authors"), _("Those of them that the author took.")),
}
#: The month of what happened before anything was counted.
BEFORE = ""


class Counts(Persistent):
    """Events by what they are, and their sums."""

    def __init__(self) -> None:
        #: Event -> month in which it happened ("2026-11")
        self.events = OOBTree()
        #: (month, act) -> how many; (act, commune) -> how many; act -> how many
        self.months = OIBTree()
        self.communes = OIBTree()
        self.totals = OIBTree()

    def note(self, act: Act, urn: str, revision: int, commune: str, month: str) -> bool:
        """Count an event, once; return whether it is new."""
        event = (act, urn, revision, commune)
        if event in self.events:
            return False
        self.events[event] = month
        for tree, key in (
            (self.months, (month, act)),
            (self.communes, (act, commune)),
            (self.totals, act),
        ):
            tree[key] = tree.get(key, 0) + 1
        return True

    def knows(self, act: Act, urn: str, revision: int, commune: str) -> bool:
        """Tell whether an event was counted."""
        return (act, urn, revision, commune) in self.events

    def total(self, act: Act, commune: str = "") -> int:
        """Return how often something happened, to all or on the part of one commune."""
        return self.communes.get((act, commune), 0) if commune else self.totals.get(act, 0)

    def by_month(self) -> list[tuple[str, dict[Act, int]]]:
        """Return the counts of each month, from the first that has any to the last, without gaps.

        What happened before anything was counted comes first, as the month `BEFORE`.
        """
        known = sorted({month for month, _act in self.months if month})
        told = [BEFORE] if any((BEFORE, act) in self.months for act in ACTS) else []
        months = [*told, *_between(known[0], known[-1])] if known else told
        return [
            (month, {act: self.months.get((month, act), 0) for act in ACTS}) for month in months
        ]

    def of(self, commune: str) -> dict[Act, int]:
        """Return the counts of one commune."""
        return {act: self.total(act, commune) for act in ACTS}

    def dump(self) -> list[list[str | int]]:
        """Return the events as plain data."""
        return [[*event, month] for event, month in self.events.items()]

    def load(self, told: Iterable[Iterable[str | int]]) -> None:
        """Count events of an export."""
        for act, urn, revision, commune, month in told:
            self.note(act, urn, revision, commune, month)


def month_of(moment: str = "") -> str:
    """Return the month of a moment of ISO in Belgium, of now without one."""
    at = datetime.fromisoformat(moment).astimezone(BRUSSELS) if moment else datetime.now(BRUSSELS)
    return f"{at:%Y-%m}"


def _between(first: str, last: str) -> list[str]:
    year, month = map(int, first.split("-"))
    found = []
    while (name := f"{year}-{month:02d}") <= last:
        found.append(name)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found
