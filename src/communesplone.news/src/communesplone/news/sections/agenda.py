"""What is coming."""

from communesplone.core import _
from communesplone.core.hours import BRUSSELS
from communesplone.news import agenda
from communesplone.news.asked import days_of
from communesplone.news.event import CANCELLED
from communesplone.news.sections.base import IOfFolder
from communesplone.news.sections.base import OfFolder
from datetime import datetime
from datetime import timedelta
from functools import cached_property
from typing import Any
from zope import schema


class IAgenda(IOfFolder):
    limit = schema.Int(
        title=_("How many at most"),
        description=_("A number, such as 4. Fewer are shown when there are fewer."),
        min=1,
        max=20,
        default=4,
        required=True,
    )


class Agenda(OfFolder):
    """The next dates, one for each event."""

    kinds = agenda.KINDS
    usual_heading = _("Coming up")

    @cached_property
    def found(self) -> list[agenda.Row]:
        if self.lost:
            return []
        entries = agenda.entries(self.root, *days_of(self.asked, self.now.date()))
        return agenda.rows(entries, self.asked, self.now)[: self.data.get("limit") or 4]

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        return [self._row(row) for row in self.found]

    def _row(self, row: agenda.Row) -> dict[str, Any]:
        facts, writer = row.entry.facts, self.writer
        places = dict.fromkeys(filter(None, (facts.location, facts.place_name)))
        hours = writer.hours(facts, row.start, row.end)
        where, source = writer.text(", ".join(places)), writer.source(row.entry.source)
        return {
            "title": writer.text(row.entry.title),
            "url": row.entry.url,
            "date": writer.date_object(agenda.shown_day(row, self.now.date())),
            "cancelled": facts.status == CANCELLED,
            "tags": writer.tags(facts, row.start, row.end),
            "meta": " · ".join(filter(None, (hours, where, source))),
        }

    def is_empty(self) -> bool:
        return not self.rows

    def until(self) -> datetime | None:
        """Return when the first of them is over, midnight at the latest: days are named."""
        tomorrow = self.now.date() + timedelta(days=1)
        midnight = datetime.combine(tomorrow, datetime.min.time(), BRUSSELS)
        ends = [row.end + timedelta(seconds=1) for row in self.found if row.end > self.now]
        return min([midnight, *ends])

    def more(self) -> tuple[str, str] | None:
        words = self.text(self.say(_("The whole agenda")))
        return (words, self.list_url(self.rows[0]["url"])) if self.rows else None
