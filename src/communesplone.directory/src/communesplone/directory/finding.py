"""Finding entries below a folder: from the catalog alone."""

from communesplone.core.hours import from_json
from communesplone.core.hours import status
from communesplone.directory.asked import Asked
from datetime import datetime
from Products.CMFCore.utils import getToolByName
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any


MOST = 3000
TYPES = {
    "services_view": "Service",
    "people_view": "Person",
    "places_view": "Place",
    "associations_view": "Association",
    "shops_view": "Shop",
}
OPEN = ("open", "closing")


def find(context: Any, portal_type: str, asked: Asked) -> list[AbstractCatalogBrain]:
    """Return the entries of a type below `context` that the user may see, by title.

    Without those whose hours do not matter: see `are_open` for "open now".
    """
    found = getToolByName(context, "portal_catalog").searchResults(
        portal_type=portal_type,
        path="/".join(context.getPhysicalPath()),
        sort_on="sortable_title",
        sort_limit=MOST,
        **asked.query,
    )
    return list(found[:MOST])


def are_open(brains: list[AbstractCatalogBrain], now: datetime) -> list[AbstractCatalogBrain]:
    """Return those that are open at a moment, by what the catalog keeps of their hours."""
    return [brain for brain in brains if status(_hours(brain), now).kind in OPEN]


def _hours(brain: AbstractCatalogBrain) -> Any:
    data = getattr(brain, "opening_hours_data", None)
    return from_json(data if isinstance(data, str) else "")
