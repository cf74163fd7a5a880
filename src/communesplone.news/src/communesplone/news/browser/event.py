"""The page of an event: the next date as an object, the facts, the text."""

from communesplone.core import _
from communesplone.core.changes import declare_next_change
from communesplone.core.hours import BRUSSELS
from communesplone.core.typography import capital
from communesplone.news import schema_org
from communesplone.news.browser.base import ItemPage
from communesplone.news.event import CANCELLED
from communesplone.news.event import FULL
from communesplone.news.event import MOVED
from communesplone.news.facts import Facts
from communesplone.news.facts import facts_of
from communesplone.news.facts import shown_last_day
from datetime import date
from datetime import datetime
from datetime import timedelta
from functools import cached_property
from itertools import islice
from typing import Any
from urllib.parse import urlencode


OTHER_DATES = 8
MAP = "https://www.openstreetmap.org/"
ADDRESS = ("street", "number", "postal_code", "locality", "latitude", "longitude")
Data = dict[str, Any]


class EventView(ItemPage):
    """@@event_view of events with details."""

    @cached_property
    def facts(self) -> Facts:
        return facts_of(self.context)

    @cached_property
    def dates(self) -> list[tuple[datetime, datetime]]:
        """Its coming dates, the next first; the last one once all are past."""
        occurrences = self.facts.occurrences(self.now.date() - timedelta(days=1), date.max)
        coming = (found for found in occurrences if found[1] > self.now)
        found = list(islice(coming, OTHER_DATES + 1))
        return found or list(self.facts.occurrences(self.facts.last_day, date.max))[-1:]

    @property
    def is_over(self) -> bool:
        return self.dates[0][1] <= self.now

    def data(self) -> Data:
        """Return all that the template shows."""
        start, end = self.dates[0]
        if not self.is_over:
            declare_next_change(self.request, end + timedelta(seconds=1))
        writer = self.writer
        return {
            "title": writer.text(self.context.Title()),
            "description": writer.text(self.context.Description()),
            "date": writer.date_object(start.date(), long=True),
            "over": self.is_over,
            "status": self._status(),
            "facts": [fact for fact in self._cells(start, end) if fact["value"]],
            "themes": self._links("theme", "themes"),
            "audiences": self._links("audience", "audiences"),
            "place": self._place(),
            "organiser": self._organiser(),
            "accessibility": writer.text(self.context.accessibility),
            "booking_url": "" if self._refused else self.facts.booking_url,
            "booking_label": _("Join the waiting list")
            if self.facts.status == FULL
            else _("Book a place"),
            "website": getattr(self.context, "event_url", None) or "",
            "ics": f"{self.context.absolute_url()}/ics_view",
            "others": [self._other(*found) for found in self.dates[1:]],
            "recurring": capital(writer.recurring(self.facts)),
        }

    @property
    def _refused(self) -> bool:
        return self.facts.status == CANCELLED or self.is_over

    def _status(self) -> Data | None:
        """Return what to know before anything else; None when the facts band says it all."""
        words = {
            CANCELLED: ("error", _("This event is cancelled.")),
            MOVED: ("warning", _("This event was moved.")),
            FULL: ("", _("This event is fully booked.")),
        }.get(self.facts.status)
        if words is None or (self.facts.status == FULL and not self.facts.reason):
            return None
        said = self.writer.change(self.facts)
        if self.facts.status == MOVED and self.facts.moved_from:
            new = self.writer.days(*self.dates[0], year=True)
            said.insert(0, self.writer.say(_("New date: ${date}", mapping={"date": new})))
        return {"kind": words[0], "title": words[1], "lines": said}

    def _cells(self, start: datetime, end: datetime) -> list[Data]:
        """Return the facts band: label, value, note."""
        facts, writer = self.facts, self.writer
        hours, days = writer.hours(facts, start, end), capital(writer.days(start, end, year=True))
        several = shown_last_day(start, end) != start.date()
        place = facts.place_name
        venue = facts.location if facts.location != place else ""
        places = capital(writer.say(_("full"))) if facts.status == FULL else ""
        return [
            {
                "label": _("When"),
                "value": days if several or not hours else capital(hours),
                "note": capital(hours) if several else days if hours else "",
            },
            {"label": _("Where"), "value": writer.text(place), "note": writer.text(venue)},
            {
                "label": _("Price"),
                "value": capital(writer.price(facts.price)),
                "note": writer.text(facts.price_note),
            },
            {
                "label": _("Places"),
                "value": places or str(self.context.capacity or ""),
                "note": "",
            },
        ]

    def _links(self, parameter: str, name: str) -> list[Data]:
        """Return themes or audiences, each with the agenda of it."""
        known = self.writer.labels[name]
        url = f"{self.context.aq_parent.absolute_url()}/@@agenda_view"
        return [
            {
                "label": capital(self.writer.text(known[key])),
                "url": f"{url}?{urlencode({parameter: key})}",
            }
            for key in getattr(self.facts, name)
            if key in known
        ]

    @cached_property
    def address(self) -> Data:
        found = {name: getattr(self.context, name, None) for name in ADDRESS}
        return {name: value for name, value in found.items() if value not in (None, "")}

    def _place(self) -> Data | None:
        if not self.address:
            return None
        found = self.address
        lines = (
            " ".join(filter(None, (found.get("street"), found.get("number")))),
            " ".join(filter(None, (found.get("postal_code"), found.get("locality")))),
        )
        url = ""
        if "latitude" in found:
            at = {"mlat": found["latitude"], "mlon": found["longitude"]}
            url = f"{MAP}?{urlencode(at)}#map=17/{found['latitude']}/{found['longitude']}"
        return {
            "name": self.writer.text(self.facts.location),
            "lines": [self.writer.text(line) for line in lines if line],
            "map_url": url,
        }

    def _organiser(self) -> Data | None:
        context = self.context
        phone, email = context.contact_phone or "", context.contact_email or ""
        if not (self.facts.organiser or phone or email):
            return None
        return {
            "name": self.writer.text(self.facts.organiser),
            "phone": phone,
            "tel": phone.replace(" ", ""),
            "email": email,
        }

    def _other(self, start: datetime, end: datetime) -> str:
        hours = self.writer.hours(self.facts, start, end)
        days = capital(self.writer.days(start, end, year=start.year != self.now.year))
        return ", ".join(filter(None, (days, hours)))

    def json_ld(self) -> Data:
        """Return the event in the words of schema.org."""
        moved = self.facts.moved_from
        return schema_org.event(
            self.facts,
            *self.dates[0],
            name=self.context.Title(),
            url=self.context.absolute_url(),
            description=self.context.Description(),
            address=self.address,
            moved_from=moved.replace(tzinfo=BRUSSELS) if moved else None,
        )
