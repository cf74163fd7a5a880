"""What a site keeps of its visits: counts by day and page, in its annotations.

Days are kept for 13 months, months for ten years. Pages are known by their UID, so that one that
moves or changes its name keeps its readers.
"""

from BTrees.IIBTree import IIBTree
from BTrees.IOBTree import IOBTree
from BTrees.OIBTree import OIBTree
from BTrees.OOBTree import OOBTree
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from persistent import Persistent
from Products.CMFPlone.Portal import PloneSite
from zope.annotation.interfaces import IAnnotations


KEY = "communesplone.statistics"
DAYS_KEPT = 13
MONTHS_KEPT = 120
#: Pages and files of a day: beyond, only the totals grow.
MOST = 5000


@dataclass
class Counts:
    """What one day had: by UID, and searches."""

    pages: Counter[str] = field(default_factory=Counter)
    downloads: Counter[str] = field(default_factory=Counter)
    searches: int = 0


class Span(Persistent):
    """A day or a month."""

    views = 0
    taken = 0
    searches = 0

    def __init__(self) -> None:
        self.pages = IIBTree()
        self.downloads = IIBTree()

    def add(self, pages: dict[int, int], downloads: dict[int, int], searches: int) -> None:
        """Add counts by number of page."""
        _add(self.pages, pages)
        _add(self.downloads, downloads)
        self.views += sum(pages.values())
        self.taken += sum(downloads.values())
        self.searches += searches


class Store(Persistent):
    """The counts of a site, and how far it took them from the ledger.

    `days` and `months` are spans by ISO name, "2026-11-29" and "2026-11"; `numbers` gives each
    UID the small number by which spans know it.
    """

    ledger = ""
    batch = 0
    until: datetime | None = None

    def __init__(self) -> None:
        self.days = OOBTree()
        self.months = OOBTree()
        self.numbers = OIBTree()
        self.uids = IOBTree()

    def add(self, day: str, counts: Counts) -> None:
        """Add counts to a day and its month."""
        self.add_to(self.days, day, counts)
        self.add_to(self.months, day[:7], counts)

    def add_to(self, spans: OOBTree, name: str, counts: Counts) -> None:
        """Add counts to one span alone, of `days` or of `months`."""
        if name not in spans:
            spans[name] = Span()
        spans[name].add(
            self._numbered(counts.pages), self._numbered(counts.downloads), counts.searches
        )

    def _numbered(self, counts: Counter[str]) -> dict[int, int]:
        return {self._number(uid): count for uid, count in counts.items()}

    def _number(self, uid: str) -> int:
        number = self.numbers.get(uid)
        if number is None:
            number = self.uids.maxKey() + 1 if self.uids else 1
            self.numbers[uid] = number
            self.uids[number] = uid
        return number

    def spans(self, first: date, last: date) -> Iterator[tuple[str, Span]]:
        """Return the days from `first` to `last` that had visits, by name."""
        yield from self.days.items(first.isoformat(), last.isoformat())

    def span_months(self, first: date, last: date) -> Iterator[tuple[str, Span]]:
        """Return the months of a period of whole months that had visits, by name."""
        yield from self.months.items(first.isoformat()[:7], last.isoformat()[:7])

    def numbers_of(self, uids: Iterable[str]) -> frozenset[int]:
        """Return the numbers of those of the pages that ever had a visit."""
        return frozenset(self.numbers[uid] for uid in uids if uid in self.numbers)

    def compact(self, today: date) -> None:
        """Forget days older than 13 months and months older than ten years, and their pages."""
        _drop(self.days, _months_before(today, DAYS_KEPT))
        if _drop(self.months, _months_before(today, MONTHS_KEPT)):
            used = {
                number
                for month in self.months.values()
                for number in (*month.pages, *month.downloads)
            }
            for number in [number for number in self.uids if number not in used]:
                del self.numbers[self.uids.pop(number)]


def store_of(site: PloneSite) -> Store | None:
    """Return the counts of a site; None where the add-on is not installed."""
    return IAnnotations(site).get(KEY)


def _add(tree: IIBTree, counts: dict[int, int]) -> None:
    for number, count in counts.items():
        if number in tree or len(tree) < MOST:
            tree[number] = tree.get(number, 0) + count


def _drop(spans: OOBTree, before: str) -> bool:
    old = list(spans.keys(None, before, excludemax=True))
    for name in old:
        del spans[name]
    return bool(old)


def _months_before(today: date, months: int) -> str:
    """Return the month so many months before that of a day, "2025-10"."""
    number = today.year * 12 + today.month - 1 - months
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
