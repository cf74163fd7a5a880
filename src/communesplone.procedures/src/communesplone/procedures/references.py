"""Other content that a procedure names, as far as the reader may see it."""

from communesplone.procedures.procedure import Procedure
from Products.CMFCore.utils import getToolByName
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain


def visible(context: object, uids: list[str | None]) -> list[AbstractCatalogBrain]:
    """Return the brains of the UIDs that the user may see now, in their order.

    The catalog leaves out what is private, expired or not yet published.
    """
    wanted = [uid for uid in uids if uid]
    if not wanted:
        return []
    catalog = getToolByName(context, "portal_catalog")
    brains = {brain.UID: brain for brain in catalog.searchResults(UID=wanted)}
    return [brains[uid] for uid in wanted if uid in brains]


def service_of(procedure: Procedure) -> AbstractCatalogBrain | None:
    """Return the service that answers for a procedure; None when the user may not see it."""
    return next(iter(visible(procedure, [procedure.service])), None)


def related_to(procedure: Procedure) -> list[AbstractCatalogBrain]:
    """Return the related procedures that the user may see."""
    return visible(procedure, list(procedure.related or ()))
