"""The bodies of the commune: who sits in them, today and on any day of the past."""

from communesplone.core import _
from communesplone.core.changes import declare_next_change
from communesplone.core.identity import identity
from communesplone.core.typography import capital
from communesplone.core.typography import day
from communesplone.directory import linked_data
from communesplone.directory.asked import read_day
from communesplone.directory.browser.base import Data
from communesplone.directory.browser.person import Told
from communesplone.directory.mandates import ALSO_VOTES
from communesplone.directory.mandates import legislature
from communesplone.directory.mandates import NO_VOTE
from communesplone.directory.mandates import runs
from communesplone.directory.reach import next_turn
from communesplone.directory.register import Entered
from communesplone.directory.register import in_body
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from zope.component.hooks import getSite


#: The body that each view of a folder shows.
BODY_OF = {"college_view": "college", "council_view": "council", "cpas_view": "cpas"}
#: Roles that stand first, on their own.
HEAD = frozenset({"mayor", "chair"})
MOST_PERIODS = 8


class BodyView(Told):
    """@@college_view and its like, of a folder: the composition of a body on a day."""

    def __call__(self) -> str:
        self.on = read_day(self.request.form, self.now.date())
        terms = [(one.term.start, one.term.end) for one in self.every]
        if self.is_today and (moment := next_turn(terms, self.on)) is not None:
            declare_next_change(self.request, moment)
        return super().__call__()

    @cached_property
    def body(self) -> str:
        return BODY_OF[self.__name__]

    @cached_property
    def every(self) -> tuple[Entered, ...]:
        """All the mandates of the body, of any time."""
        return in_body(getSite(), self.body, self.language)

    @cached_property
    def sitting(self) -> list[Entered]:
        """Those that run on the day, in order of precedence."""
        return [one for one in self.every if runs(one.term.start, one.term.end, self.on)]

    @property
    def is_today(self) -> bool:
        return self.on == self.now.date()

    @cached_property
    def url(self) -> str:
        url = self.context.absolute_url()
        return url if self.context.getLayout() == self.__name__ else f"{url}/@@{self.__name__}"

    @property
    def canonical(self) -> str:
        return self.url if self.is_today else f"{self.url}?on={self.on.isoformat()}"

    @property
    def indexed(self) -> bool:
        return self.is_today

    def data(self) -> Data:
        """Return all that the template shows."""
        rows = [self._row(one) for one in self.sitting]
        first, last = legislature(self.on)
        return {
            "head": [row for row in rows if row["key"] in HEAD],
            "members": [row for row in rows if row["key"] not in HEAD | ALSO_VOTES | NO_VOTE],
            "also": [row for row in rows if row["key"] in ALSO_VOTES | NO_VOTE],
            "legislature": f"{first.year}–{last.year}",
            "day": day(self.on, self.language, weekday=False, year=True),
            "iso": self.on.isoformat(),
            "today": self.now.date().isoformat(),
            "periods": self._periods(),
            "csv": self._csv(),
        }

    def _row(self, one: Entered) -> Data:
        term = one.term
        role = self.text(capital(self.roles.get(term.role, term.role)))
        vote = {True: _("with a vote"), False: _("without a vote")}
        says = term.role in ALSO_VOTES | NO_VOTE
        return {
            "key": term.role,
            "number": term.rank,
            "name": self.text(term.person_title),
            "role": role,
            "url": one.url,
            "duties": self.text(", ".join(one.duties)),
            "group": self.text(one.group),
            "period": self.period(term.start, term.end),
            "vote": self.say(vote[term.role in ALSO_VOTES]) if says else "",
        }

    def _periods(self) -> list[Data]:
        """Return the legislatures in which somebody sat, the newest first."""
        starts = [one.term.start for one in self.every]
        if not starts:
            return []
        first, found = legislature(min(starts))[0], []
        begin, end = legislature(max(self.now.date(), self.on))
        while begin >= first and len(found) < MOST_PERIODS:
            found.append((begin, end))
            begin, end = legislature(date(begin.year - 1, 1, 1))
        return [self._period(begin, end) for begin, end in found]

    def _period(self, begin: date, end: date) -> Data:
        now = self.now.date()
        within = begin <= now <= end
        shown = now if within else end
        return {
            "title": f"{begin.year}–{end.year}",
            "url": self.url if within else f"{self.url}?on={shown.isoformat()}",
            "current": begin <= self.on <= end,
        }

    def _csv(self) -> str:
        query: dict[str, Any] = {"body": self.body, "on": self.on.isoformat()}
        return f"{self.context.absolute_url()}/@@mandates.csv?{urlencode(query)}"

    def json_ld(self) -> Data:
        """Return the body, with those who sit in it, in the words of schema.org."""
        return linked_data.body(
            name=self.bodies.get(self.body, self.body),
            url=self.url,
            commune=identity().name,
            roles=[
                linked_data.role(
                    title=capital(self.roles.get(one.term.role, one.term.role)),
                    body="",
                    start=one.term.start,
                    end=one.term.end,
                    member={"@type": "Person", "@id": one.url, "name": one.term.person_title},
                )
                for one in self.sitting
            ],
        )
