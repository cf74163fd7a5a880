"""Which rights somebody may give: never one that they do not have themselves."""

from AccessControl import getSecurityManager
from communesplone.accounts.interfaces import Refusal
from communesplone.core import _
from Products.CMFPlone.Portal import PloneSite
from typing import Any


#: What a team may do in its part of the site -> the roles that it gets there.
RIGHTS = {
    "write": ("Contributor", "Editor"),
    "publish": ("Contributor", "Editor", "Reviewer"),
    "review": ("Reader", "Reviewer"),
}
RIGHT_TITLES = {
    "write": _("Writes, and submits new pages for review"),
    "publish": _("Writes, and publishes itself"),
    "review": _("Reviews what others write, and publishes it"),
}
CONSEQUENCES = {
    "write": _(
        "Its new pages wait for a reviewer. Pages that are online it corrects or takes offline at "
        "once; a correction to be read first is prepared as another text."
    ),
    "publish": _("Adds and changes pages there and below, and puts them online itself."),
    "review": _("Reads what is submitted there, puts it online or sends it back. Adds no page."),
}


def right_of(roles: tuple[str, ...]) -> str:
    """Return what local roles let a team do: a key of RIGHTS, "other" for another mixture."""
    given = set(roles) - {"Reader"}
    for right, needed in RIGHTS.items():
        if given == set(needed) - {"Reader"}:
            return right
    return "other" if given else ""


def may_give(site: PloneSite, role: str, place: Any) -> bool:
    """Tell whether the person asking may give a role in a place of the site.

    Those who have it there may, and those whom the site lets delegate it; a role of an add-on is
    given by who has every permission that it carries in the site.
    """
    manager = getSecurityManager()
    held = manager.getUser().getRolesInContext(place)
    if "Manager" in held or role in held:
        return True
    if role == "Manager":
        return False
    if role in ("Contributor", "Editor", "Reader", "Reviewer"):
        return bool(manager.checkPermission(f"Sharing page: Delegate {role} role", place))
    carried = [one["name"] for one in site.permissionsOfRole(role) if one["selected"]]
    return all(manager.checkPermission(name, site) for name in carried)


def check_may_give(site: PloneSite, roles: tuple[str, ...], place: Any) -> None:
    """Refuse to give rights that the person asking does not have.

    :raises Refusal: with the name of the place.
    """
    if not all(may_give(site, role, place) for role in roles):
        raise Refusal(
            _(
                "You cannot give in “${place}” a right that you do not have there yourself.",
                mapping={"place": place.Title() or place.getId()},
            )
        )
