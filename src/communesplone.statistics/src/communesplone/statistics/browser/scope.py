"""What the counts are about: the whole site, a part of it, or one page."""

from communesplone.statistics.figures import Figures
from communesplone.statistics.figures import figures
from communesplone.statistics.paths import FILES
from communesplone.statistics.paths import IGNORED
from communesplone.statistics.periods import Period
from communesplone.statistics.store import Store
from datetime import date
from functools import cached_property
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from plone.dexterity.content import DexterityContent
from Products.CMFCore.utils import getToolByName
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain


#: No page of these is read by itself.
NO_PAGES = FILES | IGNORED | {"LIF", "LRF", "Link", "Plone Site"}


class Scope:
    """The pages below an item, itself included, that the person who asks may see."""

    def __init__(self, context: DexterityContent, store: Store) -> None:
        self.context = context
        self.store = store

    @cached_property
    def is_site(self) -> bool:
        return IPloneSiteRoot.providedBy(self.context)

    @cached_property
    def brains(self) -> dict[str, AbstractCatalogBrain]:
        """What is below the item and this person may see, by UID."""
        catalog = getToolByName(self.context, "portal_catalog")
        path = "/".join(self.context.getPhysicalPath())
        return {brain.UID: brain for brain in catalog.searchResults(path=path)}

    @cached_property
    def uids(self) -> frozenset[str] | None:
        """The pages that count; None for all."""
        return None if self.is_site else frozenset({self.own_uid, *self.brains})

    @cached_property
    def own_uid(self) -> str:
        return api.content.get_uuid(self.context)

    @cached_property
    def is_part(self) -> bool:
        """Whether there is more than one page."""
        return self.is_site or len(self.brains) > 1

    def figures(self, period: Period) -> Figures:
        """Return the counts of a period."""
        return figures(self.store, period, self.uids)

    def public_pages(self, since: date) -> list[AbstractCatalogBrain]:
        """Return the pages that citizens could read during a whole period that began on a day."""
        return [
            brain
            for brain in self.brains.values()
            if brain.review_state == "published"
            and brain.portal_type not in NO_PAGES
            and brain.effective.asdatetime().date() <= since
        ]
