"""The days, weeks, months and years that counts are read by, and their names in words."""

from communesplone.core.typography import capital
from communesplone.core.typography import day as day_in_words
from communesplone.core.typography import known
from communesplone.core.typography import MONTHS
from communesplone.core.typography import SHORT_MONTHS
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from typing import Literal
from typing import Self


Kind = Literal["day", "week", "month", "year"]
KINDS: tuple[Kind, ...] = ("day", "week", "month", "year")
ONE_DAY = timedelta(days=1)
WEEK_OF = {"fr": "Semaine du", "nl": "Week van", "de": "Woche vom", "en": "Week of"}


@dataclass(frozen=True)
class Period:
    """Days from `first` to `last`, both included."""

    kind: Kind
    first: date
    last: date

    @classmethod
    def around(cls, kind: Kind, on: date) -> Self:
        """Return the period of a kind that a day is in; weeks begin on Monday."""
        if kind == "day":
            return cls(kind, on, on)
        if kind == "week":
            first = on - timedelta(days=on.weekday())
            return cls(kind, first, first + timedelta(days=6))
        if kind == "month":
            following = (on.replace(day=1) + timedelta(days=31)).replace(day=1)
            return cls(kind, on.replace(day=1), following - ONE_DAY)
        return cls(kind, date(on.year, 1, 1), date(on.year, 12, 31))

    @property
    def whole_months(self) -> bool:
        """Whether counts of months suffice."""
        return self.kind in ("month", "year")

    def before(self) -> Self:
        """Return the period of the same kind that ends where this one begins."""
        return self.around(self.kind, self.first - ONE_DAY)

    def after(self) -> Self:
        """Return the period of the same kind that follows."""
        return self.around(self.kind, self.last + ONE_DAY)

    def year_before(self) -> Self:
        """Return the same period a year earlier; of days and weeks, 52 weeks earlier."""
        if self.whole_months:
            return self.around(self.kind, date(self.first.year - 1, self.first.month, 1))
        return self.around(self.kind, self.first - timedelta(weeks=52))

    def until(self, today: date) -> Self:
        """Return the part of the period that has been."""
        return type(self)(self.kind, self.first, min(self.last, today))

    def cut_like(self, other: Self, today: date) -> Self:
        """Return the period cut after as many days as `other` has had, to compare the same."""
        if other.last <= today:
            return self
        days = (today - other.first).days
        return type(self)(self.kind, self.first, min(self.last, self.first + days * ONE_DAY))

    def steps(self) -> list[str]:
        """Return the names of the days, for a year of the months, that a curve goes through.

        A single day is drawn with the 13 before it.
        """
        if self.kind == "year":
            return [f"{self.first.year}-{month:02d}" for month in range(1, self.last.month + 1)]
        first = self.first - 13 * ONE_DAY if self.kind == "day" else self.first
        return [(first + n * ONE_DAY).isoformat() for n in range((self.last - first).days + 1)]

    def title(self, language: str) -> str:
        """Return its name: "Novembre 2026", "Semaine du 23 novembre 2026"."""
        language = known(language)
        if self.kind == "year":
            return str(self.first.year)
        if self.kind == "month":
            return capital(f"{MONTHS[language].split()[self.first.month - 1]} {self.first.year}")
        words = day_in_words(self.first, language, weekday=self.kind == "day", year=True)
        return f"{WEEK_OF[language]} {words}" if self.kind == "week" else capital(words)


def step_label(step: str, language: str) -> str:
    """Return what stands under a step of a curve: "24", "1er" or "nov."."""
    if len(step) == len("2026-11"):
        return SHORT_MONTHS[known(language)].split()[int(step[5:]) - 1]
    return str(int(step[8:]))


def step_title(step: str, language: str) -> str:
    """Return a step in words, for the table: "mardi 24 novembre" or "novembre 2026"."""
    if len(step) == len("2026-11"):
        return f"{MONTHS[known(language)].split()[int(step[5:]) - 1]} {step[:4]}"
    return day_in_words(date.fromisoformat(step), language)
