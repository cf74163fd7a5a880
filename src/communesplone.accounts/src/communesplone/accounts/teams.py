"""Teams by part of the site: Plone's groups, and the local roles they have on folders.

Nothing of ours decides about a right: who looks at the sharing page of a folder sees the same.
"""

from communesplone.accounts.giving import may_give
from communesplone.accounts.giving import right_of
from communesplone.accounts.interfaces import Refusal
from communesplone.accounts.people import EVERYBODY
from communesplone.accounts.people import KEEPERS
from communesplone.accounts.store import store
from communesplone.core import _
from dataclasses import dataclass
from plone.uuid.interfaces import IUUID
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.Portal import PloneSite
from typing import Any


#: Types of content that are a part of the site, beside what stands in the menu.
PART_TYPES = frozenset({"Folder", "LRF", "Subsite", "MiniSite"})
#: Roles that say in Plone's own words what a team of the whole site does.
PLAIN_ROLES = frozenset({*KEEPERS, "Contributor", "Editor", "Reader", "Reviewer"})

Snapshot = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """A folder that a team keeps, and what it may do there (see `giving.RIGHTS`)."""

    uid: str
    title: str
    path: str
    url: str
    right: str


@dataclass(frozen=True)
class Team:
    """A group of people; `roles` are those it has in the whole site."""

    id: str
    title: str
    roles: tuple[str, ...]
    members: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def right(self) -> str:
        """What it may do in its parts; "other" when that differs between them."""
        found = {part.right for part in self.parts}
        return found.pop() if len(found) == 1 else ("other" if found else "write")

    @property
    def is_whole_site(self) -> bool:
        return bool(self.roles)


def teams(site: PloneSite) -> list[Team]:
    """Return all teams: who keeps the site first, then those of the whole site, then by title."""
    ids = getToolByName(site, "acl_users").source_groups.listGroupIds()
    found = [_team(site, group_id) for group_id in ids if group_id != EVERYBODY]
    return sorted(
        found,
        key=lambda one: (
            KEEPERS.isdisjoint(one.roles),
            not one.is_whole_site,
            one.title.lower(),
        ),
    )


def team(site: PloneSite, team_id: str) -> Team:
    """Return one team.

    :raises Refusal: there is none of that id.
    """
    if team_id == EVERYBODY or getToolByName(site, "portal_groups").getGroupById(team_id) is None:
        raise Refusal(_("This team is no longer there."))
    return _team(site, team_id)


def teams_of(site: PloneSite, user_id: str) -> list[Team]:
    """Return the teams somebody is in."""
    return [one for one in teams(site) if user_id in one.members]


def keeping(site: PloneSite, item: Any) -> list[tuple[Team, Part]]:
    """Return the teams that keep the place of an item, the nearest part first."""
    path = "/".join(item.getPhysicalPath())
    found = [
        (one, part)
        for one in teams(site)
        for part in one.parts
        if path == part.path or path.startswith(f"{part.path}/")
    ]
    return sorted(found, key=lambda pair: -len(pair[1].path))


def folder(site: PloneSite, uid: str) -> Any | None:
    """Return a folder by its UID, unrestricted: its title is shown to those who keep the site."""
    brains = site.portal_catalog.unrestrictedSearchResults(UID=uid)
    return brains[0]._unrestrictedGetObject() if brains else None


def snapshot(site: PloneSite, team_id: str) -> Snapshot:
    """Return a team as plain data, by which it can be brought back."""
    found = team(site, team_id)
    return {
        "title": found.title,
        "roles": found.roles,
        "members": found.members,
        "parts": {part.uid: local_roles(folder(site, part.uid), team_id) for part in found.parts},
    }


def may_fill(site: PloneSite, found: Team) -> bool:
    """Tell whether the person asking may choose who is in a team of the whole site."""
    return all(may_give(site, role, site) for role in found.roles)


def _team(site: PloneSite, team_id: str) -> Team:
    group = getToolByName(site, "portal_groups").getGroupById(team_id)
    kept = store(site).parts.get(team_id, ())
    parts = [_part(site, uid, team_id) for uid in kept]
    given = group.getRoles()
    return Team(
        team_id,
        group.getProperty("title") or team_id,
        tuple(sorted(set(given) - {"Authenticated", "Member"})),
        tuple(sorted(group.getGroupMemberIds())),
        tuple(sorted(filter(None, parts), key=lambda part: part.path)),
    )


def _part(site: PloneSite, uid: str, team_id: str) -> Part | None:
    place = folder(site, uid)
    right = right_of(local_roles(place, team_id)) if place is not None else ""
    if not right:
        # Deleted, or taken away on the sharing page
        return None
    path = "/".join(place.getPhysicalPath())
    return Part(uid, place.Title() or place.getId(), path, place.absolute_url(), right)


def local_roles(place: Any, team_id: str) -> tuple[str, ...]:
    return tuple(sorted(place.get_local_roles_for_userid(team_id)))


def follow_sharing(place: Any, event: Any) -> None:
    """Know the folders that a group was given on Plone's own sharing page."""
    site = getToolByName(place, "portal_url").getPortalObject()
    kept, uid = store(site), IUUID(place, None)
    if kept is None or uid is None:
        return
    groups = set(getToolByName(site, "acl_users").source_groups.listGroupIds()) - {EVERYBODY}
    for principal, roles in place.get_local_roles():
        known = kept.parts.get(principal, ())
        if principal in groups and right_of(tuple(roles)) and uid not in known:
            kept.parts[principal] = tuple(sorted((*known, uid)))
