"""Changing teams: every right is checked before anything is written, and can be taken back."""

from communesplone.accounts import journal
from communesplone.accounts.giving import check_may_give
from communesplone.accounts.giving import RIGHTS
from communesplone.accounts.interfaces import Refusal
from communesplone.accounts.people import KEEPERS
from communesplone.accounts.people import People
from communesplone.accounts.store import store
from communesplone.accounts.teams import folder
from communesplone.accounts.teams import local_roles
from communesplone.accounts.teams import Snapshot
from communesplone.accounts.teams import snapshot
from communesplone.accounts.teams import team
from communesplone.accounts.teams import teams
from communesplone.core import _
from communesplone.core import jobs
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
    before = snapshot(site, team_id) if team_id else None
    is_whole_site = before is not None and bool(before["roles"])
    if not title and not is_whole_site:
        raise Refusal(_("Give the team a name, for example Library."))
    if right not in RIGHTS and not is_whole_site:
        raise Refusal(_("Choose what the team may do."))
    if before is None:
        team_id = _new_id(site, title)
    parts = {uid: RIGHTS.get(right, ()) for uid in uids}
    if is_whole_site:
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


def _apply(site: PloneSite, team_id: str, before: Snapshot | None, after: Snapshot | None) -> None:
    """Bring a team from one state to another, once every right in it may be given."""
    old_parts = before["parts"] if before else {}
    new_parts = after["parts"] if after else {}
    old_members = set(before["members"]) if before else set()
    new_members = set(after["members"]) if after else set()
    roles = before["roles"] if before else ()
    if new_members != old_members:
        check_may_give(site, roles, site)
        _check_people(site, new_members - old_members)
    if not KEEPERS.isdisjoint(roles):
        _check_keepers(site, team_id, new_members)
    places = {uid: folder(site, uid) for uid in {*old_parts, *new_parts}}
    for uid, given in new_parts.items():
        if places[uid] is None:
            raise Refusal(_("One of the folders is no longer there. Choose again."))
        if tuple(given) != tuple(old_parts.get(uid, ())) or new_members - old_members:
            check_may_give(site, tuple(given), places[uid])
    with journal.telling():
        _write(site, team_id, before, after)


def _write(site: PloneSite, team_id: str, before: Snapshot | None, after: Snapshot | None) -> None:
    """Write what `_apply` has checked."""
    old_parts = before["parts"] if before else {}
    new_parts = after["parts"] if after else {}
    old_members = set(before["members"]) if before else set()
    new_members = set(after["members"]) if after else set()
    groups = getToolByName(site, "portal_groups")
    if before is None and after is not None:
        groups.addGroup(team_id, title=after["title"])
    elif after is not None and after["title"] != before["title"]:
        groups.editGroup(team_id, title=after["title"])
    for uid in sorted(set(old_parts) | set(new_parts)):
        _give(site, folder(site, uid), team_id, tuple(new_parts.get(uid, ())))
    for user_id in sorted(new_members - old_members):
        groups.addPrincipalToGroup(user_id, team_id)
    for user_id in sorted(old_members - new_members):
        groups.removePrincipalFromGroup(user_id, team_id)
    store(site).parts[team_id] = tuple(sorted(new_parts))
    if after is None:
        groups.removeGroup(team_id)
        store(site).parts.pop(team_id, None)


def take_rights(site: PloneSite, team_id: str, uids: tuple[str, ...]) -> None:
    """Take from a team what it may do in these folders."""
    for uid in uids:
        _give(site, folder(site, uid), team_id, ())


def _check_keepers(site: PloneSite, team_id: str, after: set[str]) -> None:
    """Refuse to leave the site without anybody who keeps it."""
    people = People(site)
    others = [
        one.members
        for one in teams(site)
        if one.id != team_id and not KEEPERS.isdisjoint(one.roles)
    ]
    direct = site.acl_users.portal_role_manager
    left = {
        user_id
        for user_id in people.keepers()
        if any(user_id in members for members in others)
        or not KEEPERS.isdisjoint(direct._principal_roles.get(user_id, ()))
    }
    if not left and not after & set(people.active):
        raise Refusal(_("Somebody must keep the site: leave at least one webmaster in the team."))


def _check_people(site: PloneSite, added: set[str]) -> None:
    if not added <= set(People(site).active):
        raise Refusal(_("One of these people has no account here any more. Choose again."))


def _give(site: PloneSite, place: Any, team_id: str, roles: tuple[str, ...]) -> None:
    """Set the local roles of a team on a folder, and keep the listings in step."""
    if place is None or local_roles(place, team_id) == tuple(sorted(roles)):
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


def _new_id(site: PloneSite, title: str) -> str:
    """Return an id that no group and no local role has or had: rights of old would come back."""
    base = f"team-{idnormalizer.normalize(title, max_length=40)}"
    taken = {*getToolByName(site, "acl_users").source_groups.listGroupIds(), *store(site).parts}
    number, found = 1, base
    while found in taken or site.acl_users.getUserById(found) is not None:
        number += 1
        found = f"{base}-{number}"
    return found
