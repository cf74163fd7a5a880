"""The one place of guides and questions in the hub's content."""

from communesplone.core import _
from communesplone.core.sharing.interfaces import SharingError
from communesplone.hub.knowhow.content import KnowHow
from plone.dexterity.utils import createContentInContainer
from Products.CMFPlone.Portal import PloneSite


#: Id of the container that the add-on makes.
PLACE = "savoir-faire"
TITLE = "Savoir-faire"


def make_place(site: PloneSite) -> None:
    """Make it, once; French comes first in a hub of Walloon communes."""
    if PLACE not in site.objectIds():
        createContentInContainer(
            site, "KnowHow", checkConstraints=False, id=PLACE, title=TITLE, language="fr"
        )


def remove_place(site: PloneSite) -> None:
    """Take it away with everything in it."""
    if PLACE in site.objectIds():
        site.manage_delObjects([PLACE])


def place(site: PloneSite) -> KnowHow:
    """Return the container.

    :raises SharingError: somebody has removed it.
    """
    if PLACE not in site.objectIds():
        raise SharingError(_("The hub has no place for questions. Tell those who keep it."))
    return site[PLACE]
