"""Views of the contents that a person keeps: a name and what it asks."""

from communesplone.core import _
from communesplone.core.interfaces import CommunesError
from communesplone.editing import people
from Products.CMFPlone.Portal import PloneSite


MOST, LONGEST = 20, 60


class NotKept(CommunesError):
    """A view that cannot be kept; its argument is a message."""


def kept(site: PloneSite) -> list[tuple[str, str]]:
    """Return the views of the current user as (name, query string), in their order."""
    return [(name, address) for name, address in people.chosen(site, "views", ())]


def keep(site: PloneSite, name: str, address: str) -> None:
    """Keep a view; one of the same name is replaced.

    :raises NotKept: without a name, with one too long, or when there are too many.
    """
    if not name:
        raise NotKept(_("Give the view a name, such as “My drafts”."))
    if len(name) > LONGEST:
        raise NotKept(_("Shorten the name to 60 letters."))
    others = [one for one in kept(site) if one[0] != name]
    if len(others) >= MOST:
        raise NotKept(_("You keep 20 views: forget one first."))
    people.choose(site, "views", [*others, (name, address)])


def forget(site: PloneSite, name: str) -> None:
    """Forget a view of the current user."""
    people.choose(site, "views", [one for one in kept(site) if one[0] != name])
