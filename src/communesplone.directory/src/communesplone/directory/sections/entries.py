"""Entries of the directory in a page: contact and hours, places on a map."""

from communesplone.core import _
from communesplone.core.hours import next_change
from communesplone.core.hours.drawing import panel
from communesplone.core.hours.drawing import Speaker
from communesplone.core.sections import ISection
from communesplone.core.sections import References
from communesplone.core.sections import Section
from communesplone.directory.browser.base import address_lines
from communesplone.directory.browser.base import hours_of
from communesplone.directory.browser.base import json_of
from communesplone.directory.browser.base import point
from datetime import datetime
from functools import cached_property
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope import schema
from zope.component import queryMultiAdapter


OPEN = ("Service", "Place", "Association", "Shop")


class IContactHours(ISection):
    items = References(
        title=_("Services or places"),
        description=_(
            "Choose them in the directory, such as “Population”. Their hours and "
            "telephone are those kept there."
        ),
        types=(*OPEN, "Person"),
        max_length=6,
        required=True,
    )
    week = schema.Bool(
        title=_("Show the whole week"),
        description=_("Without it only today is shown, such as “Open until 16:00”."),
        default=True,
        required=False,
    )


class IPlacesMap(ISection):
    items = References(
        title=_("Places to show"),
        description=_("Choose places of the directory that have an address, such as the schools."),
        types=OPEN,
        max_length=60,
        required=True,
    )


class Entries(Section):
    """What sections of chosen entries share."""

    kinds = (*OPEN, "Person")

    @cached_property
    def brains(self) -> list[AbstractCatalogBrain]:
        return list(self.chosen(self.data.get("items") or ()))

    def is_empty(self) -> bool:
        return not self.brains

    def until(self) -> datetime | None:
        changes = (next_change(hours_of(brain), self.now) for brain in self.brains)
        return min((moment for moment in changes if moment is not None), default=None)

    def entry(self, brain: AbstractCatalogBrain) -> dict[str, Any]:
        """Return what is shown of an entry, without waking it."""
        hours = hours_of(brain)
        status = None if hours.empty else Speaker(self.language).status(hours, self.now)
        return {
            **self.row(brain),
            "status": status,
            "hours": hours,
            "contact": json_of(brain, "contact_data"),
            "address": self.text(", ".join(address_lines(json_of(brain, "address_data")))),
        }


class ContactHours(Entries):
    """Contact and hours."""

    usual_heading = _("Contact and hours")

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The entries, each with its week if the editor wants it."""
        whole = self.data.get("week", True)
        found = [self.entry(brain) for brain in self.brains]
        return [
            row | {"panel": panel(row["hours"], self.now, self.language) if whole else None}
            for row in found
        ]


class PlacesMap(Entries):
    """Places and map: the list says the same as the map."""

    usual_heading = _("Places and map")

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        return [self.entry(brain) for brain in self.brains]

    def position(self) -> str:
        """Return the map of those that have a position."""
        points = [
            point(self.text(brain.Title), brain.getURL(), place)
            for brain in self.brains
            if "latitude" in (place := json_of(brain, "address_data"))
        ]
        view = queryMultiAdapter((self.context, self.request), name="communes_map")
        return view.draw(points, listed=False) if view is not None and points else ""
