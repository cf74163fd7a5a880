"""@@hub-home: search over everything, the blocks of all areas, figures beside them."""

from communesplone.core import _
from communesplone.hub.browser.base import HubPage
from communesplone.hub.home.figures import totals
from communesplone.hub.interfaces import IHubPlace
from communesplone.hub.interfaces import IHubSection
from communesplone.hub.records import Row
from dataclasses import asdict
from functools import cached_property
from operator import attrgetter
from typing import Any
from zope.component import getAdapters


#: Rows of a block, and of what each place finds.
ROWS, FOUND = 6, 8


class HomeView(HubPage):
    """The home, and what its search finds in every place of the hub."""

    place = "place-home"

    @property
    def page_title(self) -> str:
        if self.asked:
            return self.say(_("Found for “${text}”", mapping={"text": self.asked}))
        return self.say(_("Made by one commune, of use to all"))

    @cached_property
    def asked(self) -> str:
        return self.given("text")

    def found(self) -> list[dict[str, Any]]:
        """Return what each place finds, in the order of the navigation."""
        adapters = getAdapters((self.site, self.request), IHubPlace)
        places = sorted((one for _name, one in adapters), key=attrgetter("order"))
        groups = [
            {
                "title": self.say(one.title),
                "text": "",
                "rows": self._shown(one.find(self.asked, FOUND)),
            }
            for one in places
            if one.available()
        ]
        return [group for group in groups if group["rows"]]

    @cached_property
    def sections(self) -> list[dict[str, Any]]:
        """Return the blocks that have rows, in order; those beside the others last."""
        adapters = getAdapters((self.site, self.request), IHubSection)
        there = sorted((one for _name, one in adapters), key=attrgetter("order"))
        groups = [
            {
                "title": self.say(one.title),
                "text": self.say(one.text),
                "rows": self._shown(one.rows(ROWS)),
                "lead": self.say(one.lead),
                "aside": one.aside,
            }
            for one in there
        ]
        return [group for group in groups if group["rows"]]

    def lead(self) -> str:
        """Return what waits for whoever reads; empty for nothing."""
        return next((one["lead"] for one in self.sections if one["lead"]), "")

    def blocks(self) -> list[dict[str, Any]]:
        return [one for one in self.sections if not one["aside"]]

    def beside(self) -> list[dict[str, Any]]:
        return [one for one in self.sections if one["aside"]]

    def _shown(self, rows: list[Row]) -> list[dict[str, Any]]:
        return [
            {name: self.say(value) if isinstance(value, str) else value for name, value in row}
            for row in (asdict(one).items() for one in rows)
        ]

    def totals(self) -> list[tuple[str, str]]:
        return [(self.say(title), self.number(many)) for title, many in totals(self.kept)]
