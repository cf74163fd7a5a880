"""What the pages of the directory share."""

from Acquisition import aq_base
from communesplone.core.behaviors.contact_point import IContactPoint
from communesplone.core.behaviors.opening_hours import opening_hours_of
from communesplone.core.behaviors.postal_address import IPostalAddress
from communesplone.core.browser.page import Page
from communesplone.core.changes import declare_next_change
from communesplone.core.hours import from_json
from communesplone.core.hours import next_change
from communesplone.core.hours import OpeningHours
from communesplone.core.hours.drawing import panel
from communesplone.core.hours.drawing import Speaker
from communesplone.core.images import images
from communesplone.core.links import without_private
from communesplone.core.memory import remember
from communesplone.core.previewing import seen
from communesplone.core.sharing.syndicated import source_name
from communesplone.core.sharing.syndicated import source_words
from communesplone.core.static import StaticFiles
from communesplone.core.typography import typeset_html
from communesplone.directory.catalog import KINDS
from communesplone.directory.labels import labels
from functools import cached_property
from Products.CMFCore.utils import getToolByName
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope.component import queryMultiAdapter
from zope.component.hooks import getSite
from zope.i18n import translate
from zope.interface.interface import InterfaceClass
import json


Data = dict[str, Any]
STATIC = StaticFiles("communesplone.directory", __package__)


def json_of(brain: AbstractCatalogBrain, column: str) -> Data:
    """Return what a column of the catalog holds as JSON; nothing of what it lacks."""
    data = getattr(brain, column, None)
    return json.loads(data) if isinstance(data, str) and data else {}


def hours_of(brain: AbstractCatalogBrain) -> OpeningHours:
    """Return the opening hours that the catalog keeps."""
    data = getattr(brain, "opening_hours_data", None)
    return from_json(data if isinstance(data, str) else "")


def address_lines(place: Data) -> list[str]:
    """Return the lines of an address."""
    lines = (("street", "number"), ("postal_code", "locality"))
    joined = (" ".join(place[name] for name in names if place.get(name)) for names in lines)
    return [line for line in joined if line]


def point(title: str, url: str, place: Data) -> Data:
    """Return what core's map draws and lists of a place."""
    return {
        "title": title,
        "url": url,
        "text": ", ".join(address_lines(place)),
        "latitude": place.get("latitude"),
        "longitude": place.get("longitude"),
    }


class DirectoryPage(Page):
    """A page of the directory."""

    @property
    def stylesheet(self) -> str:
        return STATIC.url("directory.css")

    @cached_property
    def speaker(self) -> Speaker:
        return Speaker(self.language)

    def say(self, message: Any) -> str:
        """Return a message in the language of the page, typeset."""
        return self.text(translate(message, target_language=self.language))

    def kinds(self, portal_type: str) -> dict[str, str]:
        """Return the labels of the kinds of a type; none where it has no kinds."""
        name = KINDS.get(portal_type)
        return labels(name, self.language) if name else {}

    def status(self, hours: OpeningHours) -> Data | None:
        """Return whether a desk is open, and have the page made again when that changes."""
        if hours.empty:
            return None
        self.changes_with(hours)
        return self.speaker.status(hours, self.now)

    def changes_with(self, hours: OpeningHours) -> None:
        """Have the page made again when these hours change what it says."""
        if (moment := next_change(hours, self.now)) is not None:
            declare_next_change(self.request, moment)

    def entry_row(self, brain: AbstractCatalogBrain) -> Data:
        """Return the teaser of an entry: what every list of the directory shows of it."""
        facts, place = json_of(brain, "directory_facts"), json_of(brain, "address_data")
        contact = json_of(brain, "contact_data")
        kind = self.kinds(brain.portal_type).get(facts.get("kind", ""), "")
        return {
            **self.row(brain),
            "kind": self.text(kind or facts.get("job", "")),
            "address": self.text(", ".join(address_lines(place))),
            "phone": contact.get("phone", ""),
            "meets": self.text(facts.get("meets", "")),
            "status": self.status(hours_of(brain)),
            "source": self.text(source_words(source_name(brain), self.language)),
            "place": place,
        }

    def map(self, points: list[Data], *, listed: bool) -> str:
        """Return the HTML of core's map; nothing without a position."""
        placed = [one for one in points if one["latitude"] is not None]
        view = queryMultiAdapter((self.context, self.request), name="communes_map")
        return view.draw(placed, listed=listed) if view is not None and placed else ""


class EntryPage(DirectoryPage):
    """The page of an entry."""

    @cached_property
    def panel(self) -> Data | None:
        """Status and week; None when no hours are declared."""
        hours = opening_hours_of(aq_base(self.context))
        if not hours.empty:
            self.changes_with(hours)
        return panel(hours, self.now, self.language)

    @cached_property
    def contact(self) -> Data:
        """Telephone, e-mail, website: what is filled in."""
        return self.filled(IContactPoint)

    @cached_property
    def place(self) -> Data:
        """Address and position: what is filled in."""
        return self.filled(IPostalAddress)

    @property
    def address(self) -> list[str]:
        return address_lines(self.place)

    @property
    def position(self) -> str:
        """The map of the entry alone."""
        here = point(self.context.Title(), "", {"latitude": None, "longitude": None, **self.place})
        return self.map([here], listed=False)

    @cached_property
    def body(self) -> str:
        """The text as safe HTML, kept until it or the site changes."""
        value = getattr(aq_base(self.context), "text", None)
        if value is None or not value.raw:
            return ""
        key = ("entry text", self.context._p_oid, self.context._p_serial, self.language)

        def make() -> str:
            html = without_private(value.output_relative_to(self.context))
            return typeset_html(html, self.language)

        return remember(getSite(), key, make)

    @cached_property
    def image(self) -> Data | None:
        """The lead image in the sizes that its saving prepared; None without one."""
        path = {"query": "/".join(self.context.getPhysicalPath()), "depth": 0}
        brains = seen(getToolByName(self.context, "portal_catalog"), path=path)
        found = images(brains[0]) if brains else None
        if found:
            caption = self.text(getattr(aq_base(self.context), "image_caption", None))
            found |= {"alt": caption, "caption": caption}
        return found

    @property
    def card(self) -> str:
        """The address of the visiting card."""
        return f"{self.context.absolute_url()}/@@vcard"

    def filled(self, schema: InterfaceClass) -> Data:
        """Return the fields of a behaviour that have a value here."""
        base = aq_base(self.context)
        values = {name: getattr(base, name, None) for name in schema.names()}
        return {name: value for name, value in values.items() if value not in (None, "")}
