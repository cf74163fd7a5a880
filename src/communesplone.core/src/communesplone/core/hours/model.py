"""Opening hours as values: what a desk declares, checked."""

from collections.abc import Iterable
from communesplone.core import _
from communesplone.core.interfaces import InvalidHours
from dataclasses import dataclass
from datetime import date
from datetime import time
from itertools import combinations
from itertools import pairwise
from typing import Any


DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
YEAR_START, YEAR_END = (1, 1), (12, 31)


@dataclass(frozen=True, order=True)
class Span:
    """A desk is open from `start` to `end`, local time of the same day."""

    start: time
    end: time
    by_appointment: bool = False

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise InvalidHours(
                _(
                    "${start}-${end} ends before it starts.",
                    mapping={"start": f"{self.start:%H:%M}", "end": f"{self.end:%H:%M}"},
                )
            )


Day = tuple[Span, ...]
Week = tuple[Day, Day, Day, Day, Day, Day, Day]
EMPTY_WEEK: Week = ((),) * 7


def day(spans: Iterable[Span]) -> Day:
    """Return the spans of one day in order; those that touch and are of one kind become one.

    :raises InvalidHours: when two overlap.
    """
    joined: list[Span] = []
    for span in sorted(spans):
        last = joined[-1] if joined else None
        if last and span.start < last.end:
            raise InvalidHours(
                _(
                    "${first} and ${second} overlap.",
                    mapping={"first": _plain(last), "second": _plain(span)},
                )
            )
        if last and last.end == span.start and last.by_appointment == span.by_appointment:
            joined[-1] = Span(last.start, span.end, span.by_appointment)
        else:
            joined.append(span)
    return tuple(joined)


def _plain(span: Span) -> str:
    return f"{span.start:%H:%M}-{span.end:%H:%M}"


@dataclass(frozen=True)
class Season:
    """A week of its own from `first` to `last`, both (month, day), every year.

    A season may pass over New Year: from (11, 1) to (3, 31).
    """

    first: tuple[int, int]
    last: tuple[int, int]
    week: Week

    def __contains__(self, on: date) -> bool:
        return any(first <= (on.month, on.day) <= last for first, last in self.pieces)

    @property
    def pieces(self) -> tuple[tuple[tuple[int, int], tuple[int, int]], ...]:
        if self.first <= self.last:
            return ((self.first, self.last),)
        return ((self.first, YEAR_END), (YEAR_START, self.last))


@dataclass(frozen=True)
class Exceptional:
    """From `first` to `last` the desk is closed, or open at other hours, for a reason.

    Other hours over several days change only the days on which the desk would be open.
    """

    first: date
    last: date
    spans: Day = ()
    reason: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise InvalidHours(
                _(
                    "The period from ${first} to ${last} ends before it starts.",
                    mapping={"first": self.first.isoformat(), "last": self.last.isoformat()},
                )
            )

    def __contains__(self, on: date) -> bool:
        return self.first <= on <= self.last

    @property
    def length(self) -> int:
        return (self.last - self.first).days


@dataclass(frozen=True)
class OpeningHours:
    """The hours of a desk: a week, other weeks by season, exceptions, public holidays.

    Where two exceptions meet on a day, the shorter one counts.
    """

    week: Week = EMPTY_WEEK
    seasons: tuple[Season, ...] = ()
    exceptions: tuple[Exceptional, ...] = ()
    closed_on_holidays: bool = True
    closed_on_wallonia_day: bool = False

    def __post_init__(self) -> None:
        for one, other in combinations(self.seasons, 2):
            for (first, last), (start, end) in _pairs(one.pieces, other.pieces):
                if first <= end and start <= last:
                    raise InvalidHours(_("Two seasons cover the same days."))
        ordered = sorted(self.exceptions, key=lambda found: (found.length, found.first))
        for one, other in pairwise(ordered):
            if one.length == other.length and other.first <= one.last:
                raise InvalidHours(
                    _(
                        "Two exceptions cover ${date}.",
                        mapping={"date": other.first.isoformat()},
                    )
                )

    @property
    def empty(self) -> bool:
        """Whether nothing is declared at all."""
        return not (any(self.week) or self.seasons or self.exceptions)


def _pairs(ones: Iterable[Any], others: Iterable[Any]) -> list[tuple[Any, Any]]:
    return [(one, other) for one in ones for other in others]
