"""A visitor behind a preview link: nobody, who may read a few items more than everybody may.

Who such a visitor is follows from a signed link, which another add-on checks; here is what pages
and the catalog do with it. Nothing that is made for them is kept for others.
"""

from AccessControl.SecurityManagement import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import setSecurityManager
from AccessControl.users import SpecialUser
from Acquisition import aq_base
from Acquisition import aq_chain
from Acquisition import aq_inner
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from plone.uuid.interfaces import IUUID
from Products.CMFCore.interfaces import IContentish
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from Products.ZCatalog.ZCatalog import ZCatalog
from typing import Any
from zope.publisher.interfaces import IRequest


READER = "Reader"


@dataclass(frozen=True)
class Unsaved:
    """What the catalog would say of an item that is only shown: `seen` finds it as others.

    `url` is where it leads, or where its pictures are; `image_scales` as the catalog keeps it.
    """

    UID: str
    path: str
    url: str
    portal_type: str
    Title: str = ""
    image_scales: Mapping[str, Any] | None = None

    def getPath(self) -> str:
        return self.path

    def getURL(self) -> str:
        return self.url

    def __getattr__(self, name: str) -> None:
        """Know nothing more: what else the catalog keeps is empty."""
        if name.startswith("_"):
            raise AttributeError(name)

    def answers(self, query: Mapping[str, Any]) -> bool:
        """Tell whether a query names this item, by UID or by path. Nothing else finds it."""
        asked = query.get("UID", ())
        where = query.get("path")
        at = where if isinstance(where, Mapping) else {}
        paths = at.get("query", ()) if at.get("depth") == 0 else ()
        return self.UID in _several(asked) or bool(self.path and self.path in _several(paths))


def _several(asked: Any) -> Collection[str]:
    return (asked,) if isinstance(asked, str) else asked


class Guest(SpecialUser):
    """Nobody, with the role of a reader in the items `opened`, and not in what these hold."""

    def __init__(self, opened: Collection[str], unsaved: Collection[Unsaved] = ()) -> None:
        super().__init__("Anonymous User", "", ("Anonymous",), [])
        self.opened = frozenset(opened)
        self.unsaved = tuple(unsaved)

    def getId(self) -> None:
        return None

    def getRolesInContext(self, context: Any) -> list[str]:
        return ["Anonymous", READER] if self._opens(context) else ["Anonymous"]

    def allowed(self, context: Any, object_roles: Any = None) -> int:
        if object_roles is None or "Anonymous" in object_roles:
            return 1
        return int(READER in object_roles and self._opens(context))

    def _opens(self, context: Any) -> bool:
        for part in aq_chain(aq_inner(context)):
            if IContentish.providedBy(part):
                return IUUID(part, None) in self.opened
        return False


def opened() -> frozenset[str]:
    """Return the UIDs that the visitor of now reads beside what everybody may."""
    return getattr(aq_base(getSecurityManager().getUser()), "opened", frozenset())


@contextmanager
def guest(
    site: PloneSite,
    request: IRequest,
    uids: Collection[str],
    unsaved: Collection[Unsaved] = (),
) -> Iterator[None]:
    """Be that visitor for the block.

    :param unsaved: what is shown to them beside, and kept nowhere.
    """
    before = getSecurityManager()
    newSecurityManager(request, Guest(uids, unsaved).__of__(site.acl_users))
    try:
        yield
    finally:
        setSecurityManager(before)


def seen(catalog: ZCatalog, **query: Any) -> list[AbstractCatalogBrain]:
    """Return what the visitor may see of a query, and of what their link opens."""
    found = catalog.searchResults(**query)
    extra = opened()
    if not extra:
        return found
    user = aq_base(getSecurityManager().getUser())
    found = [*found, *(one for one in user.unsaved if one.answers(query))]
    asked = query.get("UID")
    if asked is not None:
        extra = extra & set([asked] if isinstance(asked, str) else asked)
    left = extra - {brain.UID for brain in found}
    if not left:
        # What a catalog makes of a query for no UID is not left to it
        return found
    # Unrestricted: only of what the signed link opens
    more = catalog.unrestrictedSearchResults(**{**query, "UID": sorted(left)})
    return [*found, *more]
