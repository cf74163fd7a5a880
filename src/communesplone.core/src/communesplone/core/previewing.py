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
from contextlib import contextmanager
from plone.uuid.interfaces import IUUID
from Products.CMFCore.interfaces import IContentish
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from Products.ZCatalog.ZCatalog import ZCatalog
from typing import Any
from zope.publisher.interfaces import IRequest


READER = "Reader"


class Guest(SpecialUser):
    """Nobody, with the role of a reader in the items `opened`, and not in what these hold."""

    def __init__(self, opened: Collection[str]) -> None:
        super().__init__("Anonymous User", "", ("Anonymous",), [])
        self.opened = frozenset(opened)

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
def guest(site: PloneSite, request: IRequest, uids: Collection[str]) -> Iterator[None]:
    """Be that visitor for the block."""
    before = getSecurityManager()
    newSecurityManager(request, Guest(uids).__of__(site.acl_users))
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
    asked = query.get("UID")
    if asked is not None:
        extra = extra & set([asked] if isinstance(asked, str) else asked)
    known = {brain.UID for brain in found}
    # Unrestricted: only of what the signed link opens
    more = catalog.unrestrictedSearchResults(**{**query, "UID": sorted(extra - known)})
    return [*found, *more]
