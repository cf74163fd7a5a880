"""What of a long list somebody may act upon, found without waking the list."""

from AccessControl import getSecurityManager
from Acquisition import aq_parent
from collections.abc import Iterable
from collections.abc import Iterator
from plone.dexterity.content import DexterityContent
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from zope.component.hooks import getSite


#: Roles that let nobody change anything.
ONLOOKERS = frozenset({"Anonymous", "Authenticated", "Member", "Reader"})
#: Folders of which one asks what somebody is there, rows that are looked at, and items that are
#: woken, at most: the dashboard must cost the same in a large site.
FOLDERS, ROWS, WOKEN = 40, 400, 100

Found = tuple[AbstractCatalogBrain, DexterityContent]


def within_reach(
    brains: Iterable[AbstractCatalogBrain], permission: str, most: int
) -> Iterator[Found]:
    """Yield at most `most` rows with their items, of which the user has a permission.

    A folder in which they are a mere onlooker is passed over whole, but for what is their own and
    for folders in it, which may be their part of the site.
    """
    return permitted(rows_within_reach(brains), permission, most)


def permitted(rows: Iterable[AbstractCatalogBrain], permission: str, most: int) -> Iterator[Found]:
    """Wake rows until `most` are found of which the user has a permission; yield these."""
    found = 0
    for woken, brain in enumerate(rows, 1):
        item = brain.getObject()
        if getSecurityManager().checkPermission(permission, item):
            yield brain, item
            found += 1
        if found == most or woken == WOKEN:
            return


def rows_within_reach(
    brains: Iterable[AbstractCatalogBrain], rows: int = ROWS, folders: int = FOLDERS
) -> Iterator[AbstractCatalogBrain]:
    """Yield the rows of which the user may be more than a mere onlooker, and wake none.

    :param rows: so many are looked at, in so many `folders`, at most.
    """
    user = getSecurityManager().getUser()
    acts: dict[str, bool] = {}
    for _number, brain in zip(range(rows), brains, strict=False):
        folder = brain.getPath().rpartition("/")[0]
        if folder not in acts:
            if len(acts) == folders:
                return
            acts[folder] = not roles_in(user, folder) <= ONLOOKERS
        if acts[folder] or brain.is_folderish or brain.Creator == user.getId():
            yield brain


def roles_in(user: object, folder: str) -> frozenset[str]:
    """Return the roles of a user in the folder at a path; none where there is no folder."""
    # Unrestricted, since the folder may be one the user cannot see: only their roles are read
    place = getSite().unrestrictedTraverse(folder, None)
    while place is not None and not hasattr(place, "portal_type"):
        place = aq_parent(place)
    return frozenset(user.getRolesInContext(place)) if place is not None else frozenset()
