"""@@tools: every tool, what it is for and how many communes run it."""

from collections import Counter
from communesplone.core import _
from communesplone.core.tool import Tool
from communesplone.core.tool import tools
from communesplone.hub.browser.base import HubPage
from communesplone.hub.communes.people import commune_of
from communesplone.hub.together.place import place_of
from communesplone.hub.tools.places import keeps_hub
from communesplone.hub.tools.requests import OPEN
from communesplone.hub.tools.requests import requests
from communesplone.hub.tools.using import users
from functools import cached_property
from typing import Any


class ToolsView(HubPage):
    """Two groups: what a commune asks for, and what every site has."""

    page_title = _("Tools")
    place = "place-tools"

    @cached_property
    def issuer(self) -> str | None:
        """The commune of whoever reads; None for none."""
        return commune_of(self.site)

    @cached_property
    def counted(self) -> Counter[str]:
        """How many communes run each tool."""
        members = self.library.members() if self.kept is not None else ()
        return Counter(tool.name for tool in tools() for _one in users(members, tool.name))

    def groups(self) -> list[dict[str, Any]]:
        """Return the tools in two groups, by title."""
        found = {
            _("To ask for"): [one for one in tools() if one.optional],
            _("In every site"): [one for one in tools() if not one.optional],
        }
        texts = (
            _("A commune can do without them. An operator switches them on."),
            _("What a site is made of."),
        )
        return [
            {
                "title": self.say(title),
                "text": self.say(text),
                "rows": sorted(map(self.row_of, group), key=lambda row: row["title"]),
            }
            for (title, group), text in zip(found.items(), texts, strict=True)
        ]

    def row_of(self, tool: Tool) -> dict[str, Any]:
        """Return a tool as the list shows it."""
        asked = self.asked.get(tool.name)
        return {
            "title": self.say(tool.title),
            "purpose": self.say(tool.purpose),
            "url": self.address("tool", name=tool.name),
            "count": self.counted[tool.name],
            "version": tool.version,
            "asked": asked is not None and asked.state in OPEN,
        }

    @cached_property
    def asked(self) -> dict[str, Any]:
        """What the commune of whoever reads asked for, by tool."""
        kept = requests(self.site) if self.issuer else None
        return {one.tool: one for one in (kept or {}).values() if one.issuer == self.issuer}

    @property
    def proposals_url(self) -> str:
        """Where communes propose tools and changes; empty where there is no such place."""
        place = place_of(self.site)
        return place.absolute_url() if place is not None else ""

    @property
    def keeps_hub(self) -> bool:
        """Whether this person answers requests."""
        return keeps_hub(self.site)
