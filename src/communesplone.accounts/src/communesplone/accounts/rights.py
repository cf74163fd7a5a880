"""Who can do what here, and why: yes or no, with the reason and the mend, in words."""

from AccessControl.PermissionRole import rolesForPermissionOn
from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from collections.abc import Iterator
from communesplone.accounts.people import Person
from communesplone.accounts.teams import keeping
from communesplone.accounts.teams import Team
from communesplone.accounts.teams import teams
from communesplone.core import _
from dataclasses import dataclass
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFCore.permissions import AddPortalContent
from Products.CMFCore.permissions import DeleteObjects
from Products.CMFCore.permissions import ModifyPortalContent
from Products.CMFCore.permissions import ReviewPortalContent
from Products.CMFCore.permissions import View
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.i18nmessageid import Message


#: What one asks about -> Plone's permission.
ACTS = {
    "view": View,
    "modify": ModifyPortalContent,
    "add": AddPortalContent,
    "publish": ReviewPortalContent,
    "delete": DeleteObjects,
}
ACT_TITLES = {
    "view": _("see"),
    "modify": _("change"),
    "add": _("add pages in"),
    "publish": _("publish"),
    "delete": _("delete"),
}
CITIZEN = "citizen"


@dataclass(frozen=True)
class Source:
    """Where a role comes from: the whole site (no place), a folder, or the page's author.

    `team` is None for what was given to the person themselves.
    """

    role: str
    team: Team | None = None
    place: str = ""
    is_author: bool = False


@dataclass(frozen=True)
class Answer:
    """Yes or no, the reason, and the team that the person would have to be in, if any."""

    yes: bool
    reason: Message
    mend_team: Team | None = None


def sources(site: PloneSite, user_id: str, item: Any) -> Iterator[Source]:
    """Yield where the roles of a person on an item come from, the nearest first."""
    own = [one for one in teams(site) if user_id in one.members]
    for place, roles in _local_roles(item):
        title = place.Title() or place.getId()
        for role in roles.get(user_id, ()):
            is_author = role == "Owner" and aq_base(place) is aq_base(item)
            yield Source(role, place=title, is_author=is_author)
        for one in own:
            for role in roles.get(one.id, ()):
                yield Source(role, one, title)
    for one in own:
        for role in one.roles:
            yield Source(role, one)
    for role in getToolByName(site, "acl_users").portal_role_manager._principal_roles.get(
        user_id, ()
    ):
        yield Source(role)


def _local_roles(item: Any) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Yield the places above an item with the roles given there, as far as they reach."""
    place = aq_inner(item)
    while place is not None and not IPloneSiteRoot.providedBy(place):
        base = aq_base(place)
        roles = getattr(base, "__ac_local_roles__", None) or {}
        yield place, roles() if callable(roles) else roles
        if getattr(base, "__ac_local_roles_block__", False):
            return
        place = aq_parent(aq_inner(place))


def explain(site: PloneSite, person: Person | None, act: str, item: Any) -> Answer:
    """Answer whether a person (None: a citizen) may do something with an item, and why.

    Zope itself says yes or no; what follows only finds the words for it.
    """
    permission = ACTS[act]
    users = getToolByName(site, "acl_users")
    allowed = set(rolesForPermissionOn(permission, item))
    title = item.Title() or item.getId()
    if person is None:
        return _for_citizen(item, act, "Anonymous" in allowed, title)
    user = users.getUserById(person.id)
    yes = bool(user is not None and user.allowed(item, tuple(allowed)))
    found = list(sources(site, person.id, item))
    if yes:
        used = next((one for one in found if one.role in allowed), None)
        return Answer(True, _why(used, person, title, everybody="Anonymous" in allowed))
    return _why_not(site, person, act, item, found)


def _for_citizen(item: Any, act: str, yes: bool, title: str) -> Answer:
    named = {"page": title}
    if act != "view":
        return Answer(False, _("Citizens read the site; they change nothing in it."))
    if yes:
        return Answer(True, _("“${page}” is online: everybody sees it.", mapping=named))
    return Answer(
        False,
        _("“${page}” is not online, or stands in a folder that is not.", mapping=named),
    )


def _why(used: Source | None, person: Person, title: str, *, everybody: bool) -> Message:
    named = {"person": person.name, "page": title}
    if everybody:
        return _("“${page}” is online: everybody sees it.", mapping=named)
    if used is None:
        return _("A rule of the site says so for ${person}.", mapping=named)
    if used.is_author:
        return _("${person} wrote “${page}”, and it is still a draft.", mapping=named)
    named["place"] = used.place
    if used.team is None and used.place:
        return _("It was given to ${person} alone, in “${place}”.", mapping=named)
    if used.team is None:
        return _("${person} has this right in the whole site.", mapping=named)
    named["team"] = used.team.title
    if not used.place:
        return _("${person} is in the team “${team}”, which has the whole site.", mapping=named)
    return _(
        "“${page}” is in “${place}”, which the team “${team}” keeps; ${person} is in it.",
        mapping=named,
    )


def _why_not(site: PloneSite, person: Person, act: str, item: Any, found: list[Source]) -> Answer:
    named = {"person": person.name, "page": item.Title() or item.getId()}
    able = [pair for pair in keeping(site, item) if _is_able(pair[1].right, act)]
    mine = [one.team for one in found if one.team is not None and one.place]
    state = getToolByName(site, "portal_workflow").getInfoFor(item, "review_state", "")
    if any(one.is_author for one in found) and state == "pending" and act in ("modify", "delete"):
        return Answer(
            False,
            _(
                "“${page}” waits for review: its author changes it again once it has been sent "
                "back.",
                mapping=named,
            ),
        )
    mend = next((one for one, _part in able if person.id not in one.members), None)
    if mine and act == "publish":
        named["team"] = mine[0].title
        reason = _(
            "${person} is in the team “${team}”, which writes here and submits for review.",
            mapping=named,
        )
        return Answer(False, reason, mend)
    if able:
        keeper, part = able[0]
        named |= {"team": keeper.title, "place": part.title}
        theirs = ", ".join(
            f"“{part.title}”"
            for one in teams(site)
            if person.id in one.members
            for part in one.parts
        )
        if theirs:
            named["theirs"] = theirs
            reason = _(
                "“${page}” is in “${place}”, which the team “${team}” keeps. ${person} keeps only "
                "${theirs}.",
                mapping=named,
            )
        else:
            reason = _(
                "“${page}” is in “${place}”, which the team “${team}” keeps; ${person} is not "
                "in it.",
                mapping=named,
            )
        return Answer(False, reason, mend)
    return Answer(
        False,
        _(
            "No team keeps the place where “${page}” is: only the teams of the whole site do.",
            mapping=named,
        ),
    )


def _is_able(right: str, act: str) -> bool:
    """Tell whether what a team may do in its part covers an act."""
    if act == "publish":
        return right in ("publish", "review")
    return right in ("write", "publish") or (act == "view" and right == "review")
