"""The board as plain data: lines of all add-ons, weighed against comparable communes."""

from collections.abc import Container
from collections.abc import Iterable
from communesplone.core.catching_up import Line
from communesplone.core.catching_up import Others
from dataclasses import dataclass
from dataclasses import replace
from math import ceil


#: What so large a part of the comparable communes has, nearly all of them have.
NEARLY_ALL = 2 / 3
GROUPS = ("law", "nearly_all", "some", "refresh")
#: What a commune is told to have or not.
COUNTED = ("law", "nearly_all")


@dataclass(frozen=True)
class Row:
    """A line that the site lacks, or that is out of date, and how many comparable ones have it."""

    line: Line
    users: int = 0


@dataclass(frozen=True)
class Board:
    """What a site lacks: asked for by law, had by nearly all, by some; and what is out of date.

    `has` of `of` useful things are here: those of the law, and what nearly all have.
    """

    law: tuple[Row, ...] = ()
    nearly_all: tuple[Row, ...] = ()
    some: tuple[Row, ...] = ()
    refresh: tuple[Row, ...] = ()
    has: int = 0
    of: int = 0

    @property
    def rows(self) -> tuple[Row, ...]:
        return (*self.law, *self.nearly_all, *self.some, *self.refresh)

    def row(self, name: str) -> Row | None:
        """Return the row of the line of this name; None for none."""
        return next((row for row in self.rows if row.line.name == name), None)

    def without(self, names: Container[str]) -> "Board":
        """Return the board without lines that the commune does not want: they do not count."""
        left = {
            group: tuple(row for row in getattr(self, group) if row.line.name not in names)
            for group in GROUPS
        }
        gone = sum(len(getattr(self, group)) - len(left[group]) for group in COUNTED)
        return replace(self, **left, of=self.of - gone)


def weigh(lines: Iterable[Line], others: Others, communes: int) -> Board:
    """Put lines in order: by legal duty, then by how many comparable communes have them.

    :param others: what comparable communes have, by name of line.
    :param communes: how many comparable communes there are.
    """
    rows = [Row(line, len(who_has(line, others))) for line in lines]
    refresh = [row for row in rows if row.line.weight == "refresh"]
    law = [row for row in rows if row.line.weight == "law"]
    usual = [row for row in rows if row.line.weight == "usual"]
    least = max(1, ceil(communes * NEARLY_ALL))
    nearly_all = [row for row in usual if row.users >= least]
    some = [row for row in usual if row.users < least]
    useful = law + nearly_all
    return Board(
        law=_lacking(law),
        nearly_all=_lacking(nearly_all),
        some=_lacking(some),
        refresh=tuple(row for row in refresh if not row.line.present),
        has=sum(row.line.present for row in useful),
        of=len(useful),
    )


def who_has(line: Line, others: Others) -> frozenset[str]:
    """Return the communes that have what a line names, under any of its names."""
    empty: frozenset[str] = frozenset()
    return empty.union(*(others.get(name, empty) for name in (line.name, *line.alike)))


def _lacking(rows: Iterable[Row]) -> tuple[Row, ...]:
    lacking = (row for row in rows if not row.line.present)
    return tuple(sorted(lacking, key=lambda row: (not row.line.certain, -row.users)))
