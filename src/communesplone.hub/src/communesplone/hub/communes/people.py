"""For which commune somebody with an account of the hub works, and who carries its voice.

Each commune has a group of the hub's own accounts, made when it first introduces itself. Its
people are in it, in one such group at most; one of them may carry the commune's vote.
"""

from Acquisition import aq_base
from communesplone.core import _
from communesplone.core.reference import slug
from communesplone.core.sharing.interfaces import SharingError
from communesplone.hub.catalogue import Catalogue
from communesplone.hub.catalogue import catalogue
from communesplone.hub.catalogue import Commune
from dataclasses import dataclass
from plone import api
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.Portal import PloneSite
from typing import Any


PREFIX = "commune-"


@dataclass(frozen=True)
class Person:
    """Somebody who works for a commune; `voice` says whether they carry its vote."""

    id: str
    name: str
    address: str
    voice: bool


def group_id(issuer: str) -> str:
    """Return the id of the group of a commune's people."""
    return PREFIX + slug(issuer.removeprefix("nis:"))


def make_group(site: PloneSite, commune: Commune) -> None:
    """Make the group of a commune's people, without any role; one that exists stays as it is."""
    tool = getToolByName(site, "portal_groups")
    found = group_id(commune.ring.issuer)
    if tool.getGroupById(found) is None:
        tool.addGroup(found, title=commune.name)


def commune_of(site: PloneSite, user_id: str | None = None) -> str | None:
    """Return the id (issuer) of the commune that somebody works for; None for none.

    :param user_id: the person who asks, by default.
    """
    user = api.user.get_current() if user_id is None else api.user.get(userid=user_id)
    kept = catalogue(site)
    groups = {one for one in _groups_of(user) if one.startswith(PREFIX)}
    if kept is None or not groups:
        return None
    return next((issuer for issuer in kept.communes if group_id(issuer) in groups), None)


def has_voice(site: PloneSite, user_id: str | None = None) -> bool:
    """Tell whether somebody is the one person who carries the vote of their commune."""
    user_id = api.user.get_current().getId() if user_id is None else user_id
    issuer = commune_of(site, user_id)
    return issuer is not None and catalogue(site).voices.get(issuer) == user_id


def people_of(site: PloneSite, issuer: str) -> tuple[Person, ...]:
    """Return who works for a commune, who carries its voice first, then by name."""
    group = getToolByName(site, "portal_groups").getGroupById(group_id(issuer))
    voice = catalogue(site).voices.get(issuer)
    found = [_person(one, voice) for one in (group.getGroupMembers() if group else ())]
    return tuple(sorted(found, key=lambda one: (not one.voice, slug(one.name))))


def add(site: PloneSite, issuer: str, who: str) -> Person:
    """Have an account of the hub work for a commune.

    :param who: login name or mail address.
    :raises SharingError: nobody here has it, or works for another commune.
    """
    commune = known(site, issuer)
    user = _account(site, who)
    other = commune_of(site, user.getId())
    if other is not None and other != issuer:
        raise SharingError(
            _(
                "${name} works for ${commune} already. Take this person out there first.",
                mapping={"name": _name(user), "commune": known(site, other).name},
            )
        )
    make_group(site, commune)
    getToolByName(site, "portal_groups").addPrincipalToGroup(user.getId(), group_id(issuer))
    return _person(user, _kept(site).voices.get(issuer))


def remove(site: PloneSite, issuer: str, user_id: str) -> None:
    """Take somebody out of a commune's people, and the voice from them; their account stays."""
    getToolByName(site, "portal_groups").removePrincipalFromGroup(user_id, group_id(issuer))
    take_voice(site, issuer, user_id)


def give_voice(site: PloneSite, issuer: str, user_id: str) -> None:
    """Have one of a commune's people carry its vote, in the place of whoever did.

    :raises SharingError: they do not work for it.
    """
    if commune_of(site, user_id) != known(site, issuer).ring.issuer:
        raise SharingError(_("Choose one of the people of the commune."))
    _kept(site).voices[issuer] = user_id


def take_voice(site: PloneSite, issuer: str, user_id: str) -> None:
    """Take the vote from somebody; nothing when they do not carry it."""
    if _kept(site).voices.get(issuer) == user_id:
        del _kept(site).voices[issuer]


def known(site: PloneSite, issuer: str) -> Commune:
    """Return a commune that introduced itself.

    :raises SharingError: there is none of that id.
    """
    found = _kept(site).communes.get(issuer)
    if found is None:
        raise SharingError(_("The hub does not know this commune."))
    return found


def _kept(site: PloneSite) -> Catalogue:
    found = catalogue(site)
    if found is None:
        raise SharingError(_("The hub does not know this commune."))
    return found


def _account(site: PloneSite, who: str) -> Any:
    who = who.strip()
    by_name = api.user.get(username=who) if who else None
    if by_name is not None:
        return by_name
    # The plugin finds addresses that contain the text: only the whole one is somebody's
    found = getToolByName(site, "acl_users").searchUsers(email=who, exact_match=False)
    users = [api.user.get(userid=one["userid"]) for one in found] if "@" in who else []
    mine = [one for one in users if one and one.getProperty("email", "").lower() == who.lower()]
    if len(mine) != 1:
        raise SharingError(_("Nobody here has this name or address. Invite this person by mail."))
    return mine[0]


def _groups_of(user: Any) -> list[str]:
    # Nobody, and the keepers of the Zope root, have no groups
    return list(user.getGroups()) if hasattr(aq_base(user), "getGroups") else []


def _person(user: Any, voice: str | None) -> Person:
    address = user.getProperty("email", "") or ""
    return Person(user.getId(), _name(user), address, user.getId() == voice)


def _name(user: Any) -> str:
    return user.getProperty("fullname", "") or user.getUserName()
