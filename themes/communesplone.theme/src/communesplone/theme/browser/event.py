"""The page of an event."""

from Acquisition import aq_base
from communesplone.core import changes
from communesplone.core.browser.page import local
from communesplone.core.hours import BRUSSELS
from communesplone.core.typography import capital
from communesplone.core.typography import day
from communesplone.core.typography import hour
from communesplone.core.typography import MONTHS
from communesplone.theme.browser.document import Text
from communesplone.theme.browser.events import date_object
from communesplone.theme.browser.events import when_text
from datetime import datetime
from functools import cached_property
from itertools import islice
from plone.event.interfaces import IRecurrenceSupport
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


OTHER_DATES = 6


class Event(Text):
    """@@event_view: the next date as an object, the facts, the text."""

    index = ViewPageTemplateFile("templates/event.pt")

    @cached_property
    def dates(self) -> list[tuple[datetime, datetime]]:
        """Its coming dates, the next first; the last one once all are past."""
        start, end = local(self.context.start), local(self.context.end)
        if not self._get("recurrence"):
            return [(start, end)]
        found = islice(
            IRecurrenceSupport(self.context).occurrences(range_start=self.frame.now), OTHER_DATES
        )
        coming = [(one.start.astimezone(BRUSSELS), one.end.astimezone(BRUSSELS)) for one in found]
        return coming or [(start, end)]

    @cached_property
    def facts(self) -> dict[str, Any]:
        start, end = self.dates[0]
        if end > self.frame.now:
            changes.declare_next_change(self.request, end)
        language = self.language
        hours = when_text(
            start, end, language, bool(self._get("whole_day")), bool(self._get("open_end"))
        )
        date = date_object(start.date(), language)
        date["month"] = MONTHS[language].split()[start.month - 1]
        one_day = start.date() == end.date()
        in_words = capital(day(start.date(), language, year=True))
        return {
            "date": date,
            "hours": capital(hours) if hours else in_words,
            "days": in_words if one_day and hours else "",
            "place": self.text(self._get("location") or ""),
            "contact": self.text(self._get("contact_name") or ""),
            "phone": self._get("contact_phone") or "",
            "email": self._get("contact_email") or "",
            "url": self._get("event_url") or "",
            "others": [
                f"{capital(day(one.date(), language))}, {hour(one, language)}"
                for one, _end in self.dates[1:]
            ],
        }

    def _get(self, name: str) -> Any:
        return getattr(aq_base(self.context), name, None)

    def json_ld(self) -> dict[str, Any]:
        start, end = self.dates[0]
        place = self._get("location")
        return {
            "@type": "Event",
            "name": self.context.Title(),
            "startDate": start.isoformat(),
            "endDate": end.isoformat(),
            "url": self.context.absolute_url(),
            **({"location": {"@type": "Place", "name": place}} if place else {}),
        }
