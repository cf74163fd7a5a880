"""The agenda: what takes place, as a list and as a calendar."""

from communesplone.core import _
from communesplone.core.changes import declare_next_change
from communesplone.core.hours import BRUSSELS
from communesplone.core.paging import Paging
from communesplone.core.typography import capital
from communesplone.news import agenda
from communesplone.news import asked as asking
from communesplone.news.agenda import Row
from communesplone.news.browser.base import NewsPage
from communesplone.news.event import CANCELLED
from communesplone.news.month import table
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import timedelta
from functools import cached_property
from itertools import groupby
from typing import Any
from zExceptions import BadRequest


PER_PAGE = 20
Data = dict[str, Any]


class AgendaView(NewsPage):
    """@@agenda_view of a folder: the events below it."""

    def __call__(self) -> str:
        """Refuse what cannot be asked before anything is shown."""
        if self.asked.year:
            raise BadRequest("year: an agenda has months")
        self.paging.refuse_beyond()
        self._declare_changes()
        return super().__call__()

    @property
    def today(self) -> date:
        return self.now.date()

    @cached_property
    def days(self) -> tuple[date, date]:
        return asking.days_of(self.asked, self.today)

    @cached_property
    def rows(self) -> list[Row]:
        """All the dates that are asked for, on this page or on others."""
        return agenda.rows(agenda.entries(self.context, *self.days), self.asked, self.now)

    @cached_property
    def url(self) -> str:
        url = self.context.absolute_url()
        return url if self.context.getLayout() == self.__name__ else f"{url}/@@{self.__name__}"

    @property
    def canonical(self) -> str:
        return self.asked.address(self.url)

    @property
    def indexed(self) -> bool:
        """Search engines get the agenda itself, not each of its selections."""
        return not (self.asked.period or self.asked.filters)

    @cached_property
    def paging(self) -> Paging:
        query = tuple([*self.asked.period, *self.asked.filters])
        return Paging(self.asked.page, PER_PAGE, len(self.rows), self.url, query)

    def _declare_changes(self) -> None:
        """The page changes when what it shows ends, and at midnight."""
        midnight = datetime.combine(self.today + timedelta(days=1), datetime.min.time(), BRUSSELS)
        ends = [row.end + timedelta(seconds=1) for row in self.rows if row.end > self.now]
        declare_next_change(self.request, min([midnight, *ends]))

    def periods(self) -> list[Data]:
        """Return the quick choices above the list."""
        choices = (
            ("", _("Upcoming")),
            ("today", _("Today")),
            ("weekend", _("This week-end")),
            ("week", _("This week")),
        )
        chosen = None if self.asked.day or self.asked.month else self.asked.when
        return [
            {
                "title": title,
                "url": self.asked.address(self.url, when=when, day=None, month=None),
                "current": when == chosen,
            }
            for when, title in choices
        ]

    def groups(self) -> list[Data]:
        """Return the rows of this page under what their headings say."""
        start = (self.asked.page - 1) * PER_PAGE
        shown = self.rows[start : start + PER_PAGE]
        return [
            {"heading": heading, "rows": [self.row(row) for row in found]}
            for heading, found in groupby(shown, key=self._heading)
        ]

    def _heading(self, row: Row) -> str:
        on = agenda.shown_day(row, self.days[0])
        if self.asked.day or self.asked.when == "today":
            return capital(self.writer.date(on, year=on.year != self.today.year))
        sunday = self.today + timedelta(days=6 - self.today.weekday())
        if self.today <= on <= sunday and not self.asked.month:
            return self.writer.say(_("This week"))
        month = self.writer.month(on)
        if on.year != self.today.year:
            month = f"{month} {on.year}"
        return self.writer.say(_("In ${month}", mapping={"month": month}))

    def row(self, row: Row) -> Data:
        """Return what a list shows of a date."""
        facts, writer = row.entry.facts, self.writer
        hours = writer.hours(facts, row.start, row.end)
        places = dict.fromkeys(filter(None, (facts.location, facts.place_name)))
        return {
            "title": writer.text(row.entry.title),
            "url": row.entry.url,
            "date": writer.date_object(agenda.shown_day(row, self.days[0])),
            "cancelled": facts.status == CANCELLED,
            "tags": writer.tags(facts, row.start, row.end),
            "meta": " · ".join(filter(None, (hours, writer.text(", ".join(places))))),
            "note": " · ".join(
                filter(None, (writer.note(facts), writer.source(row.entry.source)))
            ),
        }

    def calendar(self) -> Data:
        """Return the month of what is shown as a table."""
        month = (self.asked.month or self.asked.day or self.days[0]).replace(day=1)
        last = asking.last_of_month(month)
        found = agenda.entries(self.context, month, last)
        days = agenda.days_with_events(found, self.asked, month, last)
        return table(month, days, self.today, self.asked, self.url, self.writer)

    def hidden(self) -> list[tuple[str, str]]:
        """Return what the form of filters keeps: the period."""
        return self.asked.period

    def facets(self) -> list[Data]:
        """Return themes and audiences that have events, each with how many."""
        found = []
        for name, title in (("themes", _("Theme")), ("audiences", _("For whom"))):
            rows = self._rows_without(**{name: ()})
            counted = agenda.counts(rows, lambda facts, name=name: getattr(facts, name))
            chosen = getattr(self.asked, name)
            choices = [
                {
                    "key": key,
                    "label": capital(self.writer.text(label)),
                    "count": counted[key],
                    "checked": key in chosen,
                }
                for key, label in self.writer.labels[name].items()
                if key in counted or key in chosen
            ]
            if choices:
                parameter = name.removesuffix("s")
                found.append({"name": parameter, "title": title, "choices": choices})
        return found

    def places(self) -> list[Data]:
        """Return the places that have events."""
        found = {
            row.entry.facts.place: row.entry.facts.place_name
            for row in self._rows_without(place="")
            if row.entry.facts.place
        }
        return [
            {"key": key, "label": self.writer.text(label), "selected": key == self.asked.place}
            for key, label in sorted(found.items())
        ]

    def _rows_without(self, **removed: Any) -> list[Row]:
        other = replace(self.asked, **removed)
        if other == self.asked:
            return self.rows
        return agenda.rows(agenda.entries(self.context, *self.days), other, self.now)

    def feeds(self) -> Data:
        """Return the addresses that keep somebody informed of this selection."""
        url, only = self.context.absolute_url(), replace(self.asked, when="", day=None, month=None)
        calendar = only.address(f"{url}/@@agenda.ics")
        return {
            "ics": calendar,
            "webcal": f"webcal:{calendar.partition(':')[2]}",
            "rss": only.address(f"{url}/@@agenda.rss"),
            "atom": only.address(f"{url}/@@agenda.atom"),
        }

    def json_ld(self) -> Data:
        """Return the list in the words of schema.org."""
        start = (self.asked.page - 1) * PER_PAGE
        shown = dict.fromkeys(row.entry.url for row in self.rows[start : start + PER_PAGE])
        return {
            "@type": "ItemList",
            "itemListElement": [
                {"@type": "ListItem", "position": position, "url": url}
                for position, url in enumerate(shown, 1)
            ],
        }
