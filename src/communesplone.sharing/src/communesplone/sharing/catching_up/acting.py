"""What the person who is here may do with the lines of the board, and where these lead."""

from AccessControl import getSecurityManager
from collections.abc import Iterable
from communesplone.core.reach import within_reach
from communesplone.sharing.catching_up.board import Row
from communesplone.sharing.catching_up.library_lines import URN
from communesplone.sharing.client import hub_url
from communesplone.sharing.places import ADOPT
from communesplone.sharing.places import DEPTH
from functools import cached_property
from Products.CMFCore.permissions import ModifyPortalContent
from Products.CMFPlone.Portal import PloneSite


SETTINGS = "Plone Site Setup: Site"
HUB = "hub:"
#: Rows about pages of the site that are looked at: a list is for people.
MOST = 100


def is_webmaster(site: PloneSite) -> bool:
    """Tell whether this person decides what the commune wants."""
    return bool(getSecurityManager().checkPermission(SETTINGS, site))


def address(site: PloneSite, url: str) -> str:
    """Return the whole address of what a line leads to; empty for nowhere, or while no hub is."""
    if url.startswith(HUB):
        there = hub_url(site)
        return f"{there}/{url.removeprefix(HUB)}" if there else ""
    if not url or url.startswith(("http://", "https://")):
        return url
    return f"{site.absolute_url()}/{url}"


class Acting:
    """What of the board is for the current user."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    @cached_property
    def decides(self) -> bool:
        """Whether this person is a webmaster."""
        return is_webmaster(self.site)

    @cached_property
    def adopts(self) -> bool:
        """Whether there is a folder in which this person may adopt."""
        if getSecurityManager().checkPermission(ADOPT, self.site):
            return True
        root = "/".join(self.site.getPhysicalPath())
        query = {"path": {"query": root, "depth": DEPTH}, "is_folderish": True, "sort_on": "path"}
        folders = self.site.portal_catalog.searchResults(**query)
        return next(within_reach(folders, ADOPT, 1), None) is not None

    def may(self, row: Row) -> bool:
        """Tell whether this person may do what a line proposes. Who may not reads it."""
        if row.line.about:
            return True
        return self.adopts if row.line.name.startswith(URN) else self.decides

    def mine(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        """Leave out what is about pages that this person may not change."""
        known = tuple(rows)
        about = [row.line.about for row in known if row.line.about][:MOST]
        found = set()
        if about:
            brains = self.site.portal_catalog.searchResults(UID=about, show_inactive=True)
            found = {brain.UID for brain, _item in within_reach(brains, ModifyPortalContent, MOST)}
        return tuple(row for row in known if not row.line.about or row.line.about in found)
