"""Somebody keeps the site, whatever page, form or program changes people, teams and roles.

Plone's own control panels, its REST services and the management pages know nothing of what the
page of teams promises. So the promise is checked where all of them come by: before the commit.
"""

from collections.abc import Iterator
from communesplone.accounts import journal
from communesplone.accounts.changing import take_rights
from communesplone.accounts.interfaces import IAccountsLayer
from communesplone.accounts.interfaces import Refusal
from communesplone.accounts.people import EVERYBODY
from communesplone.accounts.people import KEEPERS
from communesplone.accounts.store import store
from communesplone.accounts.teams import snapshot
from communesplone.core import _
from communesplone.core.changes import has_writes
from communesplone.core.roles import IGroupDeclaration
from contextlib import contextmanager
from Products.CMFPlone.Portal import PloneSite
from Products.PluggableAuthService.interfaces.events import IGroupDeletedEvent
from Products.PluggableAuthService.interfaces.events import IPrincipalAddedToGroupEvent
from Products.PluggableAuthService.interfaces.events import IPrincipalRemovedFromGroupEvent
from transaction import TransactionManager
from typing import Any
from zope.component import adapter
from zope.component import getUtilitiesFor
from zope.component.hooks import getSite
from zope.globalrequest import getRequest
from ZPublisher.interfaces import IPubBeforeCommit


class NotKept(Refusal):
    """What was asked would leave the site without anybody who keeps it, or without its teams."""


NOBODY = _(
    "Somebody must keep the site: this would leave no webmaster who can log in. Give the right "
    "to somebody else first."
)


def keepers(site: PloneSite) -> set[str]:
    """Return who keeps the site and can log in, from roles and teams: no site need be current."""
    users = site._getOb("acl_users")
    roles = users._getOb("portal_role_manager")._principal_roles
    teams = users._getOb("source_groups")
    found = {one for one, held in roles.items() if not KEEPERS.isdisjoint(held)}
    for team_id in found & set(teams.listGroupIds()):
        found.remove(team_id)
        found |= set(teams.getGroupMembers(team_id))
    there, closed = users._getOb("source_users")._userid_to_login, store(site).closed
    return {user_id for user_id in found if user_id in there and user_id not in closed}


@adapter(IPubBeforeCommit)
def check_kept(event: IPubBeforeCommit) -> None:
    """Refuse a change that leaves nobody, or takes a team away that comes with the site.

    :raises NotKept: the site had somebody, or that team, before this transaction.
    """
    site = getSite()
    if not IAccountsLayer.providedBy(event.request) or store(site) is None:
        return
    if not has_writes(site._p_jar):
        return
    nobody, missing = not keepers(site), _missing(site)
    if not nobody and not missing:
        return
    with _committed(site) as before:
        if nobody and keepers(before):
            raise NotKept(NOBODY)
        gone = missing & set(before._getOb("acl_users")._getOb("source_groups").listGroupIds())
    if gone:
        named = {"team": ", ".join(sorted(gone))}
        raise NotKept(
            _("The team “${team}” belongs to the site: it is emptied, not removed.", mapping=named)
        )


def _missing(site: PloneSite) -> set[str]:
    """Return the teams of the whole site that are declared and not there."""
    there = set(site.acl_users.source_groups.listGroupIds())
    return {
        group_id
        for group_id, one in getUtilitiesFor(IGroupDeclaration)
        if group_id not in there
        and one.roles
        and site.portal_setup.getLastVersionForProfile(one.profile) != "unknown"
    }


@contextmanager
def _committed(site: PloneSite) -> Iterator[Any]:
    """Give the site as it was before this transaction: opened only when a change looks wrong."""
    connection = site._p_jar.db().open(transaction_manager=TransactionManager())
    try:
        there = connection.root()["Application"]
        for name in site.getPhysicalPath()[1:]:
            there = there._getOb(name)
        yield there
    finally:
        connection.close()


def _of_a_page(group_id: str) -> PloneSite | None:
    """Return the site when a team changes by another page than ours."""
    site, request = getSite(), getRequest()
    if group_id == EVERYBODY or site is None or request is None or journal.is_telling():
        return None
    # A command and a job publish nothing
    published = IAccountsLayer.providedBy(request) and "PUBLISHED" in request.other
    return site if published and store(site) is not None else None


@adapter(IPrincipalAddedToGroupEvent)
def tell_added(event: IPrincipalAddedToGroupEvent) -> None:
    """Have the journal know whom another page put into a team, so that it is taken back there."""
    site = _of_a_page(event.group_id)
    if site is not None:
        _tell(site, event.group_id, lambda members: members - {event.principal})


@adapter(IPrincipalRemovedFromGroupEvent)
def tell_removed(event: IPrincipalRemovedFromGroupEvent) -> None:
    """As before, of whom another page took out."""
    site = _of_a_page(event.group_id)
    if site is not None:
        _tell(site, event.group_id, lambda members: members | {event.principal})


def _tell(site: PloneSite, group_id: str, earlier: Any) -> None:
    now = snapshot(site, group_id)
    before = {**now, "members": tuple(sorted(earlier(set(now["members"]))))}
    journal.record(site, journal.TEAM_CHANGED, {"team": now["title"]}, (group_id, before))


@adapter(IGroupDeletedEvent)
def forget_rights(event: IGroupDeletedEvent) -> None:
    """Take the rights of a team away that another page removed: else its namesake had them."""
    site = getSite()
    kept = store(site) if site is not None else None
    if kept is not None:
        take_rights(site, event.principal, kept.parts.pop(event.principal, ()))
