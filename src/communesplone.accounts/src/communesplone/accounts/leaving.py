"""Somebody leaves: their access closes at once, and what they kept goes to somebody else."""

from communesplone.accounts import journal
from communesplone.accounts.giving import check_may_give
from communesplone.accounts.interfaces import Refusal
from communesplone.accounts.people import People
from communesplone.accounts.store import Closed
from communesplone.accounts.store import store
from communesplone.accounts.store import utc_now
from communesplone.accounts.teams import Team
from communesplone.accounts.teams import team
from communesplone.accounts.teams import teams_of
from communesplone.core import _
from communesplone.core import jobs
from dataclasses import dataclass
from plone import api
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.Portal import PloneSite
from typing import Any


#: Job that hands a part of what somebody kept over, and comes again for the rest.
HAND_OVER = "communesplone.accounts.hand_over"
#: Job that gives it back.
GIVE_BACK = "communesplone.accounts.give_back"
BATCH = 200
DRAFTS = ("private", "pending")


@dataclass(frozen=True)
class Kept:
    """What somebody keeps: their teams, how many pages, how many of these are not online."""

    teams: tuple[Team, ...]
    pages: int
    drafts: int
    #: Examples of what waits, as (title, address).
    waiting: tuple[tuple[str, str], ...]


def kept_by(site: PloneSite, user_id: str, most: int = 10) -> Kept:
    """Return what would be handed over. By index: no page is woken."""
    catalog = getToolByName(site, "portal_catalog")
    pages = catalog.searchResults(Creator=user_id)
    drafts = catalog.searchResults(
        Creator=user_id, review_state=DRAFTS, sort_on="modified", sort_order="descending"
    )
    return Kept(
        tuple(teams_of(site, user_id)),
        len(pages),
        len(drafts),
        tuple((brain.Title or brain.getId, brain.getURL()) for brain in drafts[:most]),
    )


def close(site: PloneSite, user_id: str, heir: str) -> None:
    """Close an account at once, and have what it kept handed over by a job.

    :param heir: who gets it; empty for nobody, when there is nothing.
    :raises Refusal: it is the last webmaster or the person asking, or there is no such heir.
    """
    check_leaver(site, user_id)
    check_heir(site, user_id, heir)
    if not heir and kept_by(site, user_id).pages:
        raise Refusal(_("Choose to whom the pages go."))
    shut(site, user_id, heir, api.user.get_current().getId() or "")


def check_leaver(site: PloneSite, user_id: str) -> None:
    """Refuse to let somebody go whose access the person asking cannot close.

    :raises Refusal: with a sentence.
    """
    people = People(site)
    if user_id not in people.active:
        raise Refusal(_("This access is closed already, or was never open."))
    if user_id == api.user.get_current().getId():
        raise Refusal(_("You cannot close your own access: another webmaster does it."))
    if people.keepers() == (user_id,):
        raise Refusal(_("This is the last webmaster. Invite another one first."))
    _check_roles(site, user_id)


def _check_roles(site: PloneSite, user_id: str) -> None:
    """Refuse to touch the access of somebody who may do more than the person asking.

    :raises Refusal: with a sentence.
    """
    user = People(site).user(user_id)
    # Those of teams and those given to the person alone; the last two everybody has
    held = set(user.getRoles()) - {"Member", "Authenticated"} if user is not None else ()
    check_may_give(site, tuple(sorted(held)), site)


def check_heir(site: PloneSite, user_id: str, heir: str) -> None:
    """Refuse an heir who cannot log in; empty is nobody yet.

    :raises Refusal: with a sentence.
    """
    if heir and (heir == user_id or heir not in People(site).active):
        raise Refusal(_("Choose somebody who has an open access."))


def shut(site: PloneSite, user_id: str, heir: str, by: str) -> None:
    """Close an account that may be closed.

    :param by: who said so, some days ago maybe.
    """
    now, kept = utc_now(), store(site)
    own = tuple(one.id for one in teams_of(site, user_id))
    groups = getToolByName(site, "portal_groups")
    with journal.telling():
        for one in own:
            groups.removePrincipalFromGroup(user_id, one)
    closed = Closed(now, by, own)
    closed.heir = heir
    kept.closed[user_id] = closed
    kept.end_sessions(user_id, now)
    kept.choices.pop(user_id, None)
    kept.leaves.pop(user_id, None)
    if heir:
        jobs.add(HAND_OVER, user_id, site=site)
    journal.record(site, journal.CLOSED, {"name": People(site).name(user_id)}, actor=by)


def pass_on(site: PloneSite, user_id: str, heir: str) -> None:
    """Hand over what somebody kept whose access ended before an heir was known.

    :raises Refusal: the access is open, the pages were handed over, or there is no such heir.
    """
    closed = store(site).closed.get(user_id)
    if closed is None or closed.heir:
        raise Refusal(_("These pages have been handed over already."))
    if not heir:
        raise Refusal(_("Choose to whom the pages go."))
    check_heir(site, user_id, heir)
    closed.heir = heir
    jobs.add(HAND_OVER, user_id, site=site)
    names = People(site).name
    journal.record(site, journal.PASSED_ON, {"name": names(user_id), "heir": names(heir)})


def reopen(site: PloneSite, user_id: str) -> None:
    """Open an account again, with its teams and its pages. Sessions of before stay closed.

    :raises Refusal: it was not closed, or the person asking may not give its rights.
    """
    closed = store(site).closed.get(user_id)
    if closed is None:
        raise Refusal(_("This access is open."))
    there = {one: team(site, one) for one in closed.teams if _exists(site, one)}
    _check_roles(site, user_id)
    for one in there.values():
        check_may_give(site, one.roles, site)
    groups = getToolByName(site, "portal_groups")
    with journal.telling():
        for one in there:
            groups.addPrincipalToGroup(user_id, one)
    del store(site).closed[user_id]
    if closed.handed:
        changes = {uid: tuple(before) for uid, before in closed.handed.items()}
        jobs.add(GIVE_BACK, user_id, changes, site=site)
    journal.record(site, journal.REOPENED, {"name": People(site).name(user_id)})


def _exists(site: PloneSite, team_id: str) -> bool:
    return getToolByName(site, "portal_groups").getGroupById(team_id) is not None


def hand_over(site: PloneSite, user_id: str) -> None:
    """Job: make the heir the author of the next pages, and come again while there are more."""
    closed = store(site).closed.get(user_id) if store(site) else None
    if closed is None or not closed.heir:
        return
    catalog = getToolByName(site, "portal_catalog")
    # Unrestricted: drafts that only their author sees are those that matter most
    brains = catalog.unrestrictedSearchResults(Creator=user_id)
    for brain in brains[:BATCH]:
        # As above; nothing of it is shown
        item = brain._unrestrictedGetObject()
        closed.handed[brain.UID] = (
            tuple(item.listCreators()),
            tuple(item.get_local_roles_for_userid(user_id)),
            tuple(item.get_local_roles_for_userid(closed.heir)),
        )
        _change_author(item, user_id, closed.heir)
    if len(brains) > BATCH:
        jobs.add(HAND_OVER, user_id, site=site)


def give_back(site: PloneSite, user_id: str, handed: dict[str, Any]) -> None:
    """Job: make somebody the author again of what was handed over."""
    catalog = getToolByName(site, "portal_catalog")
    for uid, (creators, roles, of_heir) in handed.items():
        # Unrestricted, as it was handed over
        for brain in catalog.unrestrictedSearchResults(UID=uid):
            item = brain._unrestrictedGetObject()
            heir = item.Creator()
            item.setCreators(creators)
            item.manage_delLocalRoles([heir])
            if of_heir:
                item.manage_setLocalRoles(heir, list(of_heir))
            if roles:
                item.manage_setLocalRoles(user_id, list(roles))
            item.reindexObject(idxs=["Creator", "creator", "allowedRolesAndUsers"])


def _change_author(item: Any, old: str, new: str) -> None:
    others = [one for one in item.listCreators() if one not in (old, new)]
    item.setCreators((new, *others))
    roles = item.get_local_roles_for_userid(old)
    if roles:
        item.manage_delLocalRoles([old])
    held = set(item.get_local_roles_for_userid(new))
    item.manage_setLocalRoles(new, sorted({*held, *roles, "Owner"}))
    item.reindexObject(idxs=["Creator", "creator", "allowedRolesAndUsers"])
