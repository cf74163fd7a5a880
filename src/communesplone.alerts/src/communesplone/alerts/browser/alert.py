"""The page of an alert, its CAP message, its dates for calendars."""

from communesplone.alerts import cap
from communesplone.alerts import facts
from communesplone.alerts import ical
from communesplone.alerts import schema_org
from communesplone.alerts.browser.base import AlertsPage
from communesplone.alerts.browser.base import row
from communesplone.alerts.facts import Facts
from communesplone.core.changes import declare_next_change
from communesplone.core.identity import identity
from datetime import datetime
from datetime import UTC
from functools import cached_property
from plone import api
from typing import Any


class AlertPage(AlertsPage):
    """What pages of one alert share: its facts, which change when it begins and ends."""

    @cached_property
    def facts(self) -> Facts:
        found = facts.of(self.context)
        for moment in (found.start, found.end):
            if moment > self.now:
                declare_next_change(self.request, moment)
        return found

    @property
    def source(self) -> cap.Source:
        """Who speaks in CAP messages."""
        who = identity(self.site)
        host = self.site.absolute_url().partition("://")[2].partition("/")[0].partition(":")[0]
        return cap.Source(host, who.name, who.nis, self.writer.language, who.demonstration)


class AlertView(AlertPage):
    """@@alert_view: what to do, where, until when, and what has been said since."""

    def data(self) -> dict[str, Any]:
        """Return all that the template shows."""
        found, writer, now = self.facts, self.writer, self.now
        return {
            **row(found, writer),
            "state": "now" if found.in_force(now) else "past" if found.end <= now else "coming",
            "steps": [tuple(map(writer.text, step)) for step in found.steps],
            "streets": [tuple(map(writer.text, street)) for street in found.streets],
            "codes": ", ".join(found.postal_codes),
            "shelter": writer.text(found.shelter),
            "details": writer.paragraphs(found.details),
            "log": writer.log(found),
            "grave": found.level != "information",
            "map": self.map(),
            "all": f"{self.home_url()}/@@alerts_view",
            "may_manage": self.may_manage,
        }

    def map(self) -> str:
        """Return the drawn map; "" without positions."""
        if not self.facts.geometry:
            return ""
        point = {
            "title": self.facts.title,
            "url": self.facts.url,
            "text": self.facts.instruction,
            "geometry": self.facts.geometry,
        }
        view = api.content.get_view("communes_map", self.context, self.request)
        return view.draw([point], listed=False)

    @property
    def may_manage(self) -> bool:
        return bool(
            api.user.has_permission("communesplone.alerts: Publish alerts", obj=self.context)
        )

    def json_ld(self) -> dict[str, Any]:
        """Return the alert in the words of schema.org."""
        who = identity(self.site)
        return schema_org.announcement(
            self.facts, who.name, self.writer.area(self.facts), self.writer.language
        )


class CapView(AlertPage):
    """@@cap.xml: the latest message about the alert, in the Common Alerting Protocol."""

    def __call__(self) -> bytes:
        response = self.request.response
        response.setHeader("Content-Type", f"{cap.MEDIA_TYPE}; charset=utf-8")
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("X-Robots-Tag", "noindex")
        labels = cap.Labels(self.writer.kind(self.facts), self._area())
        return cap.document(self.facts, self.source, labels, datetime.now(UTC))

    def _area(self) -> str:
        """Return where, with the name of the commune."""
        name = identity(self.site).name
        if self.facts.whole_commune:
            return name or self.writer.area(self.facts)
        return ", ".join(filter(None, (self.writer.area(self.facts), name)))


class CalendarView(AlertPage):
    """@@alert.ics: its dates."""

    def __call__(self) -> bytes:
        self.request.response.setHeader("Content-Type", "text/calendar; charset=utf-8")
        self.request.response.setHeader("X-Robots-Tag", "noindex")
        return ical.calendar(self.facts.title, [self.facts], self.writer)
