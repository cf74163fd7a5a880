"""The page of a service, and the same as linked data."""

from communesplone.core.behaviors.contact_point import IContactPoint
from communesplone.core.behaviors.opening_hours import opening_hours_of
from communesplone.core.behaviors.postal_address import IPostalAddress
from communesplone.core.changes import declare_next_change
from communesplone.core.hours import BRUSSELS
from communesplone.core.hours import day_hours
from communesplone.core.hours import next_change
from communesplone.core.hours import status
from communesplone.core.hours.words import date_text
from communesplone.core.hours.words import spans_text
from communesplone.core.hours.words import status_text
from communesplone.core.hours.words import WEEKDAYS
from communesplone.directory.browser.services import ServicesView
from communesplone.directory.linked_data import government_office
from datetime import datetime
from datetime import timedelta
from functools import cached_property
from Products.Five.browser import BrowserView
from typing import Any
from zope.i18nmessageid import Message
from zope.interface.interface import InterfaceClass
import json


def _values(context: object, schema: InterfaceClass) -> dict[str, Any]:
    """Return what `context` has of the fields of a behaviour; none when it is not enabled."""
    return {name: getattr(context, name, None) for name in schema.names()}


class ServiceView(ServicesView):
    """A service: what it does, when and where; and the services that depend on it."""

    @cached_property
    def now(self) -> datetime:
        return datetime.now(BRUSSELS)

    @cached_property
    def contact(self) -> dict[str, Any]:
        return _values(self.context, IContactPoint)

    @cached_property
    def address(self) -> list[str]:
        """Return the lines of the address."""
        place = _values(self.context, IPostalAddress)
        lines = ((place["street"], place["number"]), (place["postal_code"], place["locality"]))
        return [" ".join(filter(None, line)) for line in lines if any(line)]

    def status(self) -> Message | None:
        """Return whether the desk is open; None when it says no hours."""
        hours = opening_hours_of(self.context)
        if hours.empty:
            return None
        declare_next_change(self.request, next_change(hours, self.now))
        return status_text(status(hours, self.now), self.now)

    def week(self) -> list[dict[str, Any]]:
        """Return the hours of the seven days from today: `day`, `date`, `spans`, `reason`."""
        hours = opening_hours_of(self.context)
        if hours.empty:
            return []
        days = [self.now.date() + timedelta(days=ahead) for ahead in range(7)]
        found = [day_hours(hours, day) for day in days]
        return [
            {
                "day": WEEKDAYS[one.date.weekday()],
                "date": date_text(one.date),
                "spans": spans_text(one.spans),
                "reason": one.reason,
            }
            for one in found
        ]

    def text(self) -> str:
        """Return the safe HTML of what the service does."""
        return self.context.text.output_relative_to(self.context) if self.context.text else ""


class ServiceLinkedData(BrowserView):
    """The service as schema.org JSON-LD."""

    def data(self) -> dict[str, Any]:
        """Return the service as a GovernmentOffice."""
        return government_office(
            name=self.context.title,
            url=self.context.absolute_url(),
            description=self.context.description,
            contact=_values(self.context, IContactPoint),
            address=_values(self.context, IPostalAddress),
            hours=opening_hours_of(self.context),
            on=datetime.now(BRUSSELS).date(),
        )

    def script(self) -> str:
        """Return the data for a script element: no "<" can end it."""
        return json.dumps(self.data(), ensure_ascii=False).replace("<", "\\u003c")

    def __call__(self) -> str:
        self.request.response.setHeader("Content-Type", "application/ld+json; charset=utf-8")
        return json.dumps(self.data(), ensure_ascii=False)
