"""What the pages about communes have in common."""

from communesplone.core import _
from communesplone.hub.browser.base import HubPage
from communesplone.hub.browser.base import PEOPLE
from communesplone.hub.communes.members import Member
from communesplone.hub.communes.members import member
from communesplone.hub.communes.people import commune_of
from functools import cached_property
from plone import api
from typing import Any
from zExceptions import NotFound


class CommunesPage(HubPage):
    """A page about communes; members are told contacts, tools and versions too."""

    place = "place-communes"

    @cached_property
    def mine(self) -> str:
        """The id of the commune of whoever asks, empty for none."""
        return commune_of(self.site) or ""

    @cached_property
    def may_keep(self) -> bool:
        return bool(api.user.has_permission(PEOPLE, obj=self.site))

    def shown_member(self, one: Member) -> dict[str, Any]:
        """Return a commune as lists show it."""
        return {
            "issuer": one.issuer,
            "name": one.name,
            "province": one.province,
            "languages": ", ".join(self.language_name(code) for code in one.languages),
            "population": self.population(one),
            "source": self.source(one),
            "url": self.address("commune", id=one.issuer),
            "site": one.url,
            "demonstration": one.demonstration,
            "former": self.day_of(one.former) if one.former else "",
            "gave": one.gave,
            "adopted": one.adopted,
            "tools": one.tools,
        }

    def population(self, one: Member) -> str:
        """Return how many people live there, with a narrow space between thousands."""
        return "" if one.population is None else self.number(one.population)

    def source(self, one: Member) -> str:
        """Return year and source of the population, as far as they are told."""
        known = (one.population_year and str(one.population_year), one.population_source)
        return ", ".join(part for part in known if part)

    @property
    def size_unknown(self) -> str:
        return self.say(_("not told"))


class CommunePage(CommunesPage):
    """A page about one commune, which `id` names."""

    @cached_property
    def one(self) -> Member:
        """The commune.

        :raises NotFound: the hub does not know it.
        """
        found = member(self.kept, self.given("id", 80))
        if found is None:
            raise NotFound("id")
        return found
