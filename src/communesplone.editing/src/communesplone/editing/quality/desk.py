"""What of the site's problems a person may mend: counted and listed by what is shown."""

from collections.abc import Iterator
from communesplone.core.quality import checks
from communesplone.core.quality.interfaces import IQualityCheck
from communesplone.editing.quality.store import Noted
from communesplone.editing.quality.store import Store
from communesplone.editing.quality.store import store
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from plone import api
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain


@dataclass(frozen=True)
class Faulty:
    """A page with problems of one kind."""

    brain: AbstractCatalogBrain
    found: tuple[Noted, ...]


class Desk:
    """The problems of a site that the current person may mend."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    @cached_property
    def store(self) -> Store:
        return store(self.site) or Store()

    @cached_property
    def tokens(self) -> frozenset[str]:
        """Roles and ids of the person, as the catalog writes them."""
        catalog = getToolByName(self.site, "portal_catalog")
        found = catalog._listAllowedRolesAndUsers(api.user.get_current())
        return frozenset(found) - {"Anonymous", "Authenticated"}

    def total(self, kind: str) -> int:
        return self.store.total(kind, self.tokens)

    def law(self, kind: str) -> int:
        return self.store.law(kind, self.tokens)

    def pages(self, kind: str) -> int:
        return self.store.pages(kind, self.tokens)

    def kinds(self) -> list[tuple[str, IQualityCheck, int]]:
        """Return name, check and number of problems of every kind."""
        return [(name, check, self.total(name)) for name, check in checks()]

    def faulty(self, kind: str, most: int, after: str = "", skip: int = 0) -> list[Faulty]:
        """Return pages with problems of a kind, in an order that stays while they are mended."""
        uids = list(islice(self.store.uids(kind, self.tokens, after), skip, skip + most))
        return list(self._pages(kind, uids))

    def settled(self, most: int) -> list[AbstractCatalogBrain]:
        """Return pages of which somebody said that something is nothing of the law."""
        uids = list(islice(self.store.settled(self.tokens), most))
        return self._brains(uids)

    def _brains(self, uids: list[str]) -> list[AbstractCatalogBrain]:
        """Return pages in this order."""
        if not uids:
            return []
        found = getToolByName(self.site, "portal_catalog").searchResults(UID=uids)
        brains = {brain.UID: brain for brain in found}
        return [brains[uid] for uid in uids if uid in brains]

    def _pages(self, kind: str, uids: list[str]) -> Iterator[Faulty]:
        for brain in self._brains(uids):
            item = self.store.items.get(brain.UID)
            if item is not None:
                yield Faulty(brain, tuple(one for one in item.found if one.check == kind))
