"""Counts of a period, for a whole site or some of its pages."""

from collections import Counter
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from communesplone.statistics.periods import Period
from communesplone.statistics.store import Span
from communesplone.statistics.store import Store
from dataclasses import dataclass
from dataclasses import field
from datetime import date


#: A smaller count of one page in one period could be one person's.
RARE = 5


@dataclass
class Figures:
    """What a period had: `pages` and `downloads` by UID."""

    views: int = 0
    taken: int = 0
    searches: int = 0
    pages: Counter[str] = field(default_factory=Counter)
    downloads: Counter[str] = field(default_factory=Counter)


def figures(store: Store, period: Period, uids: Collection[str] | None = None) -> Figures:
    """Return the counts of a period.

    :param uids: only of these pages; searches belong to no page and are then 0.
    """
    found = Figures()
    numbers = None if uids is None else store.numbers_of(uids)
    for span in _spans(store, period):
        _into(found.pages, store, span.pages.items(), numbers)
        _into(found.downloads, store, span.downloads.items(), numbers)
        if numbers is None:
            found.views += span.views
            found.taken += span.taken
            found.searches += span.searches
    if numbers is not None:
        found.views, found.taken = found.pages.total(), found.downloads.total()
    return found


def curve(
    store: Store, period: Period, today: date, uids: Collection[str] | None = None
) -> list[tuple[str, int | None]]:
    """Return (step, views) for each step of a period.

    None for what is to come, and for what was before anything was counted or is not kept.
    """
    numbers = None if uids is None else store.numbers_of(uids)
    spans = store.months if period.kind == "year" else store.days
    first = spans.minKey() if spans else "9999"
    return [
        (step, _views(spans.get(step), numbers) if first <= step <= today.isoformat() else None)
        for step in period.steps()
    ]


def _spans(store: Store, period: Period) -> Iterator[Span]:
    whole = period.whole_months and period == Period.around(period.kind, period.first)
    found = store.span_months if whole else store.spans
    for _name, span in found(period.first, period.last):
        yield span


def _into(
    counts: Counter[str],
    store: Store,
    items: Iterable[tuple[int, int]],
    numbers: frozenset[int] | None,
) -> None:
    for number, count in items:
        if numbers is None or number in numbers:
            counts[store.uids[number]] += count


def _views(span: Span | None, numbers: frozenset[int] | None) -> int:
    if span is None:
        return 0
    if numbers is None:
        return span.views
    return sum(span.pages.get(number, 0) for number in numbers)
