"""The report of a period as plain data, for the page and for the file."""

from collections import Counter
from communesplone.core import _
from communesplone.core.typography import NBSP
from communesplone.core.typography import typeset
from communesplone.core.typography import uncapital
from communesplone.core.wording import say
from communesplone.statistics.browser.scope import Scope
from communesplone.statistics.figures import Figures
from communesplone.statistics.figures import RARE
from communesplone.statistics.periods import Period
from datetime import date
from functools import cached_property
from typing import Any
from zope.i18nmessageid import Message


ROWS = 10
Row = dict[str, Any]


def number(value: int) -> str:
    """Return a number with thin spaces: "12 345"."""
    return f"{value:,}".replace(",", "\u202f")


def change(value: int, before: int) -> str:
    """Return by how much a count grew, "+12 %"; empty where that would say nothing."""
    if before < RARE or value == before:
        return ""
    share = round(100 * (value - before) / before)
    sign = "+" if share > 0 else "−"
    return f"{sign}{abs(share)}{NBSP}%" if share else ""


class Report:
    """Counts of a scope in a period, beside the period before and a year earlier.

    A period that is not over is compared with as many days of the others.
    """

    def __init__(self, scope: Scope, period: Period, today: date, language: str) -> None:
        self.scope = scope
        self.whole = period
        self.today = today
        self.language = language
        self.period = period.until(today)
        self.now = scope.figures(self.period)

    @property
    def is_over(self) -> bool:
        return self.whole.last <= self.today

    def compared(self) -> list[Row]:
        """Return for each measure its values: now, before, a year before, with the changes."""
        before = self._cut(self.whole.before())
        earlier = self._cut(self.whole.year_before())
        measures: list[tuple[Message, str]] = [
            (_("Pages read"), "views"),
            (_("Files fetched"), "taken"),
        ]
        if self.scope.is_site:
            measures.append((_("Searches"), "searches"))
        return [
            self._measure(title, *(getattr(one, name) for one in (self.now, before, earlier)))
            for title, name in measures
        ]

    def _cut(self, period: Period) -> Figures:
        return self.scope.figures(period.cut_like(self.whole, self.today))

    def _measure(self, title: Message, now: int, before: int, earlier: int) -> Row:
        return {
            "title": self.said(title),
            "now": self.shown(now),
            "before": self.shown(before),
            "change": self._change(now, before),
            "earlier": self.shown(earlier),
            "change_earlier": self._change(now, earlier),
            "values": (now, before, earlier),
        }

    def _change(self, value: int, before: int) -> str:
        """Return by how much a count grew; nothing where that would tell one that is hidden."""
        return "" if self.is_hidden(value) else change(value, before)

    def most_read(self, most: int = ROWS) -> list[Row]:
        """Return the pages that were read most."""
        return self._rows(self.now.pages, most)

    def fetched(self, most: int = ROWS) -> list[Row]:
        """Return the files that were fetched most."""
        return self._rows(self.now.downloads, most)

    def least_read(self, most: int = ROWS) -> list[Row]:
        """Return the pages that were read least, of those that were online all the time.

        Where nothing was counted, nothing is known of them either.
        """
        if not self.now.views:
            return []
        return [self._row(uid, count) for count, _title, uid in self._least[:most]]

    @cached_property
    def _least(self) -> list[tuple[int, str, str]]:
        """The pages that were online all the time as (count, title, UID), sorted."""
        pages = self.scope.public_pages(self.period.first)
        return sorted((self.now.pages[one.UID], one.Title.lower(), one.UID) for one in pages)

    def advice(self) -> str:
        """Return what to look at first: how many pages hardly anybody reads; else nothing."""
        few = sum(count < RARE for count, _title, _uid in self._least)
        if not self.now.views or not self.scope.is_part or not few:
            return ""
        mapping = {"number": number(few), "seen": RARE}
        if few == 1:
            return self.said(_("One page was read fewer than ${seen} times.", mapping=mapping))
        return self.said(_("${number} pages were read fewer than ${seen} times.", mapping=mapping))

    def _rows(self, counts: Counter[str], most: int) -> list[Row]:
        shown = [
            (count, uid) for uid, count in counts.items() if count >= RARE and uid in self._known
        ]
        shown.sort(key=lambda one: (-one[0], self._title(one[1])))
        return [self._row(uid, count) for count, uid in shown[:most]]

    @property
    def _known(self) -> dict[str, Any]:
        return self.scope.brains

    def _row(self, uid: str, count: int) -> Row:
        brain = self._known[uid]
        return {
            "title": typeset(self._title(uid), self.language),
            "url": brain.getURL(),
            "count": number(count) if count >= RARE else self.rare(),
            "views": count,
        }

    def _title(self, uid: str) -> str:
        brain = self._known[uid]
        if brain.portal_type == "Plone Site":
            return self.said(_("Home page"))
        return brain.Title or brain.getId

    def rare(self) -> str:
        """Return what stands for a count that could be of one person."""
        return self.said(_("fewer than ${number}", mapping={"number": RARE}))

    def is_hidden(self, count: int) -> bool:
        """Tell whether a count could be of one person: small, and not of the whole site."""
        return 0 < count < RARE and not self.scope.is_site

    def shown(self, count: int) -> str:
        """Return a count of all pages together, or what stands for one that is hidden."""
        return self.rare() if self.is_hidden(count) else number(count)

    def name(self, period: Period) -> str:
        """Return the name of a period for the head of a column; of a part, how many days."""
        if self.is_over:
            return period.title(self.language)
        days = (self.today - self.whole.first).days + 1
        if self.whole.kind == "day" or days >= (self.whole.last - self.whole.first).days + 1:
            return period.title(self.language)
        mapping = {"period": period.title(self.language), "days": days}
        return self.said(_("${period}, first ${days} days", mapping=mapping))

    def lead(self) -> str:
        """Return the sentence on top: how much was read, and whether that is more."""
        first = self.compared()[0]
        now, before, _earlier = first["values"]
        mapping = {
            "period": self.whole.title(self.language),
            "count": first["now"],
            "before": uncapital(self.whole.before().title(self.language)),
            "change": first["change"].lstrip("+−"),
        }
        if not now:
            return self.said(_("${period}: nothing counted.", mapping=mapping))
        if not mapping["change"]:
            return self.said(_("${period}: ${count} pages read.", mapping=mapping))
        if now > before:
            text = _(
                "${period}: ${count} pages read, ${change} more than in the period before "
                "(${before}).",
                mapping=mapping,
            )
        else:
            text = _(
                "${period}: ${count} pages read, ${change} less than in the period before "
                "(${before}).",
                mapping=mapping,
            )
        return self.said(text)

    def said(self, message: Message) -> str:
        """Return a message in the language of the page, typeset."""
        return say(message, self.language)
