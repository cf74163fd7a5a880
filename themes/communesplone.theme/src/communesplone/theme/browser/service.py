"""The page of a service, and of whatever else has opening hours."""

from Acquisition import aq_base
from communesplone.core import changes
from communesplone.core.behaviors.contact_point import IContactPoint
from communesplone.core.behaviors.opening_hours import opening_hours_of
from communesplone.core.behaviors.postal_address import IPostalAddress
from communesplone.core.hours import OpeningHours
from communesplone.core.hours.drawing import panel
from communesplone.theme.browser.document import Text
from communesplone.theme.desks import Desk
from communesplone.theme.desks import earliest_change
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from urllib.parse import urlencode
from zope.component import queryMultiAdapter
from zope.interface.interface import InterfaceClass


MAP = "https://www.openstreetmap.org/"


class Service(Text):
    """@@service_view: hours, what it does, where and how to reach it."""

    index = ViewPageTemplateFile("templates/service.pt")

    @cached_property
    def hours(self) -> OpeningHours:
        return opening_hours_of(self.context)

    @cached_property
    def desk(self) -> dict[str, Any] | None:
        """Status and week of the desk; None when no hours are declared."""
        now = self.frame.now
        if not self.hours.empty:
            change = earliest_change([Desk("", "", self.hours)], now)
            changes.declare_next_change(self.request, change)
        return panel(self.hours, now, self.language)

    @cached_property
    def contact(self) -> dict[str, str]:
        """Telephone, e-mail, website: what is filled in."""
        return self._filled(IContactPoint)

    @cached_property
    def address(self) -> list[str]:
        """The lines of the address."""
        place = self._filled(IPostalAddress)
        lines = (("street", "number"), ("postal_code", "locality"))
        joined = [" ".join(place[name] for name in names if name in place) for names in lines]
        return [line for line in joined if line]

    @cached_property
    def map_url(self) -> str:
        """Where the map is: nobody is contacted before the visitor asks for it."""
        place = self._filled(IPostalAddress)
        if "latitude" in place:
            point = {"mlat": place["latitude"], "mlon": place["longitude"]}
            return f"{MAP}?{urlencode(point)}#map=17/{place['latitude']}/{place['longitude']}"
        if not self.address:
            return ""
        return f"{MAP}search?{urlencode({'query': ', '.join([*self.address, 'Belgium'])})}"

    def _filled(self, schema: InterfaceClass) -> dict[str, Any]:
        base = aq_base(self.context)
        values = {name: getattr(base, name, None) for name in schema.names()}
        return {name: value for name, value in values.items() if value not in (None, "")}

    def parts(self) -> list[dict[str, Any]]:
        """The services that depend on this one."""
        path = {"query": "/".join(self.context.getPhysicalPath()), "depth": 1}
        brains = self.search(
            path=path, portal_type="Service", sort_on="getObjPositionInParent", sort_limit=60
        )
        return [self.row(brain) for brain in brains]

    def json_ld(self) -> dict[str, Any] | None:
        """What the add-on of the type says of it as linked data."""
        found = queryMultiAdapter((self.context, self.request), name="service-jsonld")
        return found.data() if found is not None else None
