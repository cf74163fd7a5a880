"""The parts of the site, each with the teams that write and publish there."""

from communesplone.accounts.people import KEEPERS
from communesplone.accounts.teams import PART_TYPES
from communesplone.accounts.teams import Team
from Products.CMFPlone.Portal import PloneSite
from typing import Any


#: The folders of the menu and one level below; deeper ones when a team keeps them.
DEPTH = 2
MOST = 200
WRITES, PUBLISHES = frozenset({"write", "publish"}), frozenset({"publish", "review"})


def parts_of(site: PloneSite, teams: list[Team]) -> list[dict[str, Any]]:
    """Return the folders by path, with the teams that write and that publish: by index."""
    root = "/".join(site.getPhysicalPath())
    catalog = site.portal_catalog
    folders = catalog.searchResults(
        path={"query": root, "depth": DEPTH}, is_folderish=True, sort_on="path"
    )[:MOST]
    kept = [part.uid for team in teams for part in team.parts]
    deeper = catalog.searchResults(UID=kept) if kept else []
    top = root.count("/") + 1
    parts = (
        brain
        for brain in folders
        if brain.portal_type in PART_TYPES or brain.getPath().count("/") == top
    )
    found = {brain.UID: brain for brain in (*parts, *deeper)}
    return [
        {
            "title": brain.Title or brain.getId,
            "url": brain.getURL(),
            "level": f"level-{min(brain.getPath().count('/') - top, 3)}",
            "writes": able(teams, brain.getPath(), WRITES, "Editor"),
            "publishes": able(teams, brain.getPath(), PUBLISHES, "Reviewer"),
        }
        for brain in sorted(found.values(), key=lambda one: one.getPath())
    ]


def able(teams: list[Team], path: str, rights: frozenset[str], role: str) -> list[dict[str, Any]]:
    """Return the teams with one of these rights in a place: its own first, then the whole site's.

    :param role: with which a team of the whole site has it.
    """
    own = [
        team
        for team in teams
        if any(
            part.right in rights and f"{path}/".startswith(f"{part.path}/") for part in team.parts
        )
    ]
    whole = [team for team in teams if not KEEPERS.isdisjoint(team.roles) or role in team.roles]
    return [
        {"id": team.id, "title": team.title, "own": team in own}
        for team in dict.fromkeys(own + whole)
    ]
