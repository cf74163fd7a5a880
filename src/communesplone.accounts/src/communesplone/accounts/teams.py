"""Teams by part of the site: Plone's groups, and the local roles they have on folders.

Nothing of ours decides about a right: who looks at the sharing page of a folder sees the same.
"""

from communesplone.accounts import journal
from communesplone.accounts.giving import check_may_give
from communesplone.accounts.giving import may_give
from communesplone.accounts.giving import right_of
from communesplone.accounts.giving import RIGHTS
from communesplone.accounts.interfaces import Refusal
from communesplone.accounts.people import EVERYBODY
from communesplone.accounts.people import KEEPERS
from communesplone.accounts.people import People
from communesplone.accounts.store import store
from communesplone.core import _
from communesplone.core import jobs
from dataclasses import dataclass
from plone.i18n.normalizer import idnormalizer
from plone.uuid.interfaces import IUUID
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.Portal import PloneSite
from typing import Any


#: Job that brings the listings in step with new rights below a large folder.
REINDEX = "communesplone.accounts.reindex"
#: Items below a folder that are brought in step at once.
AT_ONCE = 300
LONGEST_TITLE = 80

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
    """Return all teams: those of the whole site first, then by title."""
    ids = getToolByName(site, "acl_users").source_groups.listGroupIds()
    found = [_team(site, group_id) for group_id in ids if group_id != EVERYBODY]
    return sorted(found, key=lambda one: (not one.is_whole_site, one.title.lower()))


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


def save(
    site: PloneSite,
    team_id: str,
    title: str,
    right: str,
    uids: tuple[str, ...],
    members: tuple[str, ...],
) -> str:
    """Make a team (no id) or change one; return the id of the journal's line.

    :raises Refusal: the person asking may not give that, or nobody would keep the site.
    """
    title = " ".join(title.split())[:LONGEST_TITLE]
    if not title:
        raise Refusal(_("Give the team a name, for example Library."))
    if right not in RIGHTS:
        raise Refusal(_("Choose what the team may do."))
    before = snapshot(site, team_id) if team_id else None
    if before is None:
        team_id = _new_id(site, title)
    parts = {uid: RIGHTS[right] for uid in uids}
    if before is not None and before["roles"]:
        # A team of the whole site has no part: only who is in it changes here
        title, parts = before["title"], before["parts"]
    after = {"title": title, "roles": before["roles"] if before else (), "parts": parts}
    _apply(site, team_id, before, {**after, "members": members})
    act = journal.TEAM_CHANGED if before else journal.TEAM_MADE
    return journal.record(site, act, {"team": title}, (team_id, before)).id


def remove(site: PloneSite, team_id: str) -> str:
    """Remove a team; its people keep their accounts. Return the id of the journal's line.

    :raises Refusal: it is one of the whole site.
    """
    before = snapshot(site, team_id)
    if before["roles"]:
        raise Refusal(_("This team keeps the whole site: it is emptied, not removed."))
    _apply(site, team_id, before, None)
    about = {"team": before["title"]}
    return journal.record(site, journal.TEAM_REMOVED, about, (team_id, before)).id


def undo(site: PloneSite, entry_id: str) -> str:
    """Bring a team back to what it was before a line of the journal; return its title.

    The rights are given anew, by whoever asks now.

    :raises Refusal: the line is not there, or may not be taken back by this person.
    """
    entry = journal.find(site, entry_id)
    if entry is None or entry.act not in journal.CAN_UNDO:
        raise Refusal(_("This can no longer be taken back."))
    team_id, wanted = entry.before
    exists = getToolByName(site, "portal_groups").getGroupById(team_id) is not None
    _apply(site, team_id, snapshot(site, team_id) if exists else None, wanted)
    journal.record(site, journal.UNDONE, entry.about)
    return entry.about["team"]


def add_person(site: PloneSite, team_id: str, user_id: str) -> str:
    """Put somebody into a team; return the id of the journal's line."""
    found = team(site, team_id)
    uids = tuple(part.uid for part in found.parts)
    members = tuple(dict.fromkeys((*found.members, user_id)))
    if found.right == "other":
        raise Refusal(_("Open the team first: its rights differ from one folder to another."))
    return save(site, team_id, found.title, found.right, uids, members)


def snapshot(site: PloneSite, team_id: str) -> Snapshot:
    """Return a team as plain data, by which it can be brought back."""
    found = team(site, team_id)
    return {
        "title": found.title,
        "roles": found.roles,
        "members": found.members,
        "parts": {
            part.uid: _local_roles(folder(site, part.uid), team_id) for part in found.parts
        },
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
    right = right_of(_local_roles(place, team_id)) if place is not None else ""
    if not right:
        # Deleted, or taken away on the sharing page
        return None
    path = "/".join(place.getPhysicalPath())
    return Part(uid, place.Title() or place.getId(), path, place.absolute_url(), right)


def _local_roles(place: Any, team_id: str) -> tuple[str, ...]:
    return tuple(sorted(place.get_local_roles_for_userid(team_id)))


def _apply(
    site: PloneSite, team_id: str, before: Snapshot | None, after: Snapshot | None
) -> None:
    """Bring a team from one state to another, once every right in it may be given."""
    old_parts = before["parts"] if before else {}
    new_parts = after["parts"] if after else {}
    old_members = set(before["members"]) if before else set()
    new_members = set(after["members"]) if after else set()
    roles = before["roles"] if before else ()
    if new_members != old_members:
        check_may_give(site, roles, site)
        _check_people(site, new_members - old_members)
    places = {uid: folder(site, uid) for uid in {*old_parts, *new_parts}}
    for uid, given in new_parts.items():
        if places[uid] is None:
            raise Refusal(_("One of the folders is no longer there. Choose again."))
        if tuple(given) != tuple(old_parts.get(uid, ())) or new_members - old_members:
            check_may_give(site, tuple(given), places[uid])
    groups = getToolByName(site, "portal_groups")
    if before is None and after is not None:
        groups.addGroup(team_id, title=after["title"])
    elif after is not None and after["title"] != before["title"]:
        groups.editGroup(team_id, title=after["title"])
    for uid in sorted(set(old_parts) | set(new_parts)):
        _give(site, places[uid], team_id, tuple(new_parts.get(uid, ())))
    for user_id in sorted(new_members - old_members):
        groups.addPrincipalToGroup(user_id, team_id)
    for user_id in sorted(old_members - new_members):
        groups.removePrincipalFromGroup(user_id, team_id)
    store(site).parts[team_id] = tuple(sorted(new_parts))
    if after is None:
        groups.removeGroup(team_id)
        store(site).parts.pop(team_id, None)
    if not KEEPERS.isdisjoint(roles) and not People(site).keepers():
        raise Refusal(_("Somebody must keep the site: leave at least one webmaster in the team."))


def _check_people(site: PloneSite, added: set[str]) -> None:
    if not added <= set(People(site).active):
        raise Refusal(_("One of these people has no account here any more. Choose again."))


def _give(site: PloneSite, place: Any, team_id: str, roles: tuple[str, ...]) -> None:
    """Set the local roles of a team on a folder, and keep the listings in step."""
    if place is None or _local_roles(place, team_id) == tuple(sorted(roles)):
        return
    if roles:
        place.manage_setLocalRoles(team_id, list(roles))
    else:
        place.manage_delLocalRoles([team_id])
    path = "/".join(place.getPhysicalPath())
    # Unrestricted: how many there are below, nothing of them
    below = len(site.portal_catalog.unrestrictedSearchResults(path=path))
    if below > AT_ONCE:
        jobs.add(REINDEX, IUUID(place), site=site)
    else:
        place.reindexObjectSecurity()


def reindex(site: PloneSite, uid: str) -> None:
    """Job: bring the listings in step with the rights on a folder."""
    place = folder(site, uid)
    if place is not None:
        place.reindexObjectSecurity()


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


def _new_id(site: PloneSite, title: str) -> str:
    """Return an id that no group and no local role has or had: rights of old would come back."""
    base = f"team-{idnormalizer.normalize(title, max_length=40)}"
    taken = {*getToolByName(site, "acl_users").source_groups.listGroupIds(), *store(site).parts}
    number, found = 1, base
    while found in taken or site.acl_users.getUserById(found) is not None:
        number += 1
        found = f"{base}-{number}"
    return found
