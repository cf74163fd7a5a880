"""What both sections share: the folder of the procedures, and what is in it."""

from communesplone.core.sections import Section
from communesplone.procedures import listing
from communesplone.procedures.browser.procedures import ProceduresView
from functools import cached_property
from plone import api
from plone.dexterity.content import DexterityContent
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from zope.publisher.interfaces import IRequest


class ListOf(ProceduresView):
    """The page of a folder, asked by another page: of its parameters it knows nothing."""

    __name__ = "procedures"

    def __init__(
        self, context: DexterityContent, request: IRequest, brains: list[AbstractCatalogBrain]
    ) -> None:
        super().__init__(context, request)
        self.found = listing.Found(brains, len(brains), 1)

    @property
    def address(self) -> str:
        return self._url({})


class OfProcedures(Section):
    """Shows procedures below a chosen folder, or else of the whole site."""

    kinds = ("Procedure", "Service", "Place", "Folder")

    def update(self) -> None:
        below = self.data.get("below")
        self.lost = bool(below) and below not in self.targets

    @cached_property
    def root(self) -> DexterityContent:
        chosen = self.targets.get(self.data.get("below"))
        return chosen.getObject() if chosen else api.portal.get_navigation_root(self.context)

    @cached_property
    def brains(self) -> list[AbstractCatalogBrain]:
        """The procedures that this visitor may see, by title."""
        return [] if self.lost else listing.search(self.root, listing.Wanted())

    @cached_property
    def folder(self) -> DexterityContent:
        """The folder whose page lists them: the chosen one, or that of the first."""
        if self.data.get("below") or not self.brains:
            return self.root
        path = self.brains[0].getPath().rpartition("/")[0]
        found = self.search(path={"query": path, "depth": 0})
        return found[0].getObject() if found else self.root

    def list_of(self, brains: list[AbstractCatalogBrain]) -> ListOf:
        """Return the page of the folder, knowing these procedures."""
        return ListOf(self.folder, self.request, brains)
