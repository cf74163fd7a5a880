"""Where items of a list stand, in the titles of the folders around them."""

from collections.abc import Iterable
from communesplone.core.typography import known
from communesplone.core.typography import typeset
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain


#: What stands for a folder that the reader may not see.
UNSEEN = "…"


def ways(site: PloneSite, brains: Iterable[AbstractCatalogBrain], language: str) -> dict[str, str]:
    """Return "Living › Sport" by the path of each item; empty for what stands in the site itself.

    One query for the whole list, by path; nothing is woken.
    """
    depth = len(site.getPhysicalPath())
    above = {path: _above(path, depth) for path in (brain.getPath() for brain in brains)}
    folders = sorted({folder for found in above.values() for folder in found})
    titles = _titles(site, folders, language)
    return {
        path: " › ".join(titles.get(folder, UNSEEN) for folder in found)
        for path, found in above.items()
    }


def _above(path: str, depth: int) -> list[str]:
    """Return the paths of the folders around an item, from the outermost in."""
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(depth + 1, len(parts))]


def _titles(site: PloneSite, folders: list[str], language: str) -> dict[str, str]:
    if not folders:
        return {}
    found = getToolByName(site, "portal_catalog").searchResults(
        path={"query": folders, "depth": 0}, show_inactive=True
    )
    return {
        brain.getPath(): typeset(brain.Title, known(language)) or brain.getId for brain in found
    }
