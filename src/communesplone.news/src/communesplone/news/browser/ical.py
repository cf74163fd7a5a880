"""Calendars: @@agenda.ics of a folder, as filtered; ics_view of one event."""

from communesplone.core.changes import declare_next_change
from communesplone.core.identity import identity
from communesplone.news import agenda
from communesplone.news import ical
from communesplone.news.agenda import Entry
from communesplone.news.asked import MONTHS
from communesplone.news.browser.base import NewsPage
from datetime import timedelta
from plone.uuid.interfaces import IUUID
from Products.CMFCore.utils import getToolByName
from zExceptions import BadRequest
from zExceptions import NotFound


#: For how long a calendar still tells of what is past.
PAST = timedelta(days=60)
TYPE = "text/calendar; charset=utf-8"


class Calendar(NewsPage):
    """What both calendars share."""

    def answer(self, name: str, url: str, entries: list[Entry], file_name: str) -> bytes:
        """Return a calendar as the body of an answer."""
        response = self.request.response
        response.setHeader("Content-Type", TYPE)
        response.setHeader("Content-Disposition", f'inline; filename="{file_name}.ics"')
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("X-Robots-Tag", "noindex")
        components = [self._component(entry) for entry in entries]
        return ical.calendar(name, url, components).encode()

    def _component(self, entry: Entry) -> ical.Component:
        facts, labels = entry.facts, self.writer.labels["themes"]
        source = self.writer.source(entry.source)
        said = (*self.writer.change(facts), entry.description, source, entry.url)
        places = dict.fromkeys(filter(None, (facts.location, facts.place_name)))
        return ical.Component(
            entry,
            description="\n\n".join(filter(None, said)),
            categories=tuple(labels[key] for key in facts.themes if key in labels),
            location=", ".join(places),
        )


class AgendaCalendar(Calendar):
    """@@agenda.ics: to subscribe to; the filters of the agenda narrow it."""

    def __call__(self) -> bytes:
        """Answer what is past since two months, and what is to come."""
        if self.asked.period or self.asked.page > 1:
            raise BadRequest("A calendar has themes, audiences and a place only")
        today = self.now.date()
        found = agenda.entries(self.context, today - PAST, today + timedelta(days=31 * MONTHS))
        chosen = [entry for entry in found if agenda.matches(entry.facts, self.asked)]
        declare_next_change(self.request, self.now + timedelta(days=1))
        title, commune = self.context.Title(), identity().name
        themes = self.writer.themes(self.asked.themes)
        name = " – ".join(dict.fromkeys(filter(None, (title, themes, commune))))
        url = self.asked.address(f"{self.context.absolute_url()}/@@agenda.ics")
        return self.answer(name, url, chosen, "agenda")


class EventCalendar(Calendar):
    """ics_view of an event: all its dates."""

    def __call__(self) -> bytes:
        """Answer the one event."""
        catalog = getToolByName(self.context, "portal_catalog")
        brains = catalog.searchResults(UID=IUUID(self.context))
        if not brains:
            raise NotFound("ics_view")
        url = f"{self.context.absolute_url()}/ics_view"
        entry = agenda.entry_of(brains[0])
        return self.answer(self.context.Title(), url, [entry], self.context.getId())
