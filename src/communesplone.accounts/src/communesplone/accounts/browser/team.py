"""@@team: make a team or change it: its name, what it may do, where, and who is in it."""

from collections.abc import Iterator
from communesplone.accounts import changing
from communesplone.accounts.browser.base import OfficeView
from communesplone.accounts.giving import CONSEQUENCES
from communesplone.accounts.giving import may_give
from communesplone.accounts.giving import RIGHT_TITLES
from communesplone.accounts.giving import RIGHTS
from communesplone.accounts.interfaces import Refusal
from communesplone.accounts.teams import may_fill
from communesplone.accounts.teams import PART_TYPES
from communesplone.accounts.teams import Team
from communesplone.accounts.teams import team
from communesplone.core import _
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.i18nmessageid import Message


#: Folders offered: those of the menu and one level below.
DEPTH = 3
MOST_FOLDERS = 300


class TeamView(OfficeView):
    """The form of one team."""

    work = ViewPageTemplateFile("team.pt")
    acts = {"save": "save"}

    @property
    def way(self) -> tuple[Message, str]:
        return _("Who can do what"), self.page("teams")

    @property
    def page_title(self) -> Message | str:
        return self.team.title if self.team else _("A new team")

    @property
    def lead(self) -> Message:
        if self.team and self.team.is_whole_site:
            return _("This team works in the whole site. Here you choose who is in it.")
        return _("Say which folders it keeps, what it may do there, and who is in it.")

    @cached_property
    def team(self) -> Team | None:
        """The team that is changed; None for a new one, or one that went."""
        asked = self.text("team", 200)
        try:
            return team(self.site, asked) if asked else None
        except Refusal as refusal:
            self.problem = refusal.message
            return None

    @property
    def is_whole_site(self) -> bool:
        return bool(self.team and self.team.is_whole_site)

    def save(self) -> str:
        """Save and lead back to all teams."""
        done = changing.save(
            self.site,
            self.team.id if self.team else "",
            self.text("title"),
            self.text("right", 20) or (self.team.right if self.team else ""),
            self.texts("folders"),
            self.texts("members"),
        )
        return self.page("teams", done=done)

    @property
    def posted(self) -> bool:
        return self.request.method == "POST"

    @property
    def title(self) -> str:
        return self.text("title") if self.posted else (self.team.title if self.team else "")

    def rights(self) -> list[dict[str, Any]]:
        """Return what a team may do, as choices with their consequence."""
        current = self.team.right if self.team else "write"
        chosen = self.text("right", 20) if self.posted else current
        return [
            {
                "value": right,
                "title": RIGHT_TITLES[right],
                "consequence": CONSEQUENCES[right],
                "checked": "checked" if right == chosen else None,
            }
            for right in RIGHTS
            if all(may_give(self.site, role, self.site) for role in RIGHTS[right])
        ]

    def folders(self) -> Iterator[dict[str, Any]]:
        """Yield the folders of the first levels, and those that the team keeps already."""
        kept = {part.uid for part in self.team.parts} if self.team else set()
        chosen = set(self.texts("folders")) if self.posted else kept
        root = "/".join(self.site.getPhysicalPath())
        catalog = self.site.portal_catalog
        brains = catalog.searchResults(
            path={"query": root, "depth": DEPTH}, is_folderish=True, sort_on="path"
        )
        deeper = catalog.searchResults(UID=list(kept), sort_on="path") if kept else []
        found = {brain.UID: brain for brain in [*brains[:MOST_FOLDERS], *deeper]}
        for brain in sorted(found.values(), key=lambda one: one.getPath()):
            level = brain.getPath().count("/") - root.count("/") - 1
            if brain.portal_type in PART_TYPES or brain.UID in chosen or (level == 0):
                yield {
                    "uid": brain.UID,
                    "title": brain.Title or brain.getId,
                    "level": f"level-{min(level, 3)}",
                    "checked": "checked" if brain.UID in chosen else None,
                }

    def persons(self) -> list[dict[str, Any]]:
        """Return the people of the site; who was asked to be added is ticked."""
        now = set(self.team.members) if self.team else set()
        chosen = set(self.texts("members")) if self.posted else {*now, self.text("add", 200)}
        return [
            {
                "id": one.id,
                "name": one.name,
                "address": one.address,
                "checked": "checked" if one.id in chosen else None,
                "added": one.id in chosen and one.id not in now and bool(self.team),
            }
            for one in self.people.active.values()
        ]

    @property
    def may_fill(self) -> bool:
        return self.team is None or may_fill(self.site, self.team)

    @property
    def may_remove(self) -> bool:
        return self.team is not None and not self.team.is_whole_site
