"""The index of a site: made, filled, asked."""

from Acquisition import aq_base
from communesplone.core.settings import settings
from communesplone.search.index import NAME
from communesplone.search.index import SearchIndex
from communesplone.search.query import Asked
from communesplone.search.query import Result
from communesplone.search.query import search
from communesplone.search.settings import ISearchSettings
from plone import api
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from time import time
from typing import Any


def index_of(site: PloneSite) -> SearchIndex | None:
    """Return the index of a site; None where the search is not installed."""
    return site.portal_catalog._catalog.indexes.get(NAME)


def install(site: PloneSite) -> None:
    """Give the catalog the index, with what it knows already."""
    if index_of(site) is None:
        site.portal_catalog.addIndex(NAME, SearchIndex())
    rebuild(site)


def uninstall(site: PloneSite) -> None:
    """Take the index out of the catalog."""
    if index_of(site) is not None:
        site.portal_catalog.delIndex(NAME)


def rebuild(site: PloneSite) -> int:
    """Index every page of a site anew; return how many are in the index."""
    index = index_of(site)
    if index is None:
        raise LookupError("The search is not installed in this site.")
    index.clear()
    site.portal_catalog.reindexIndex(NAME, None)
    return index.numObjects()


def ask(
    context: Any, text: str, language: str, *, exact: bool = False, typing: bool = False
) -> Result:
    """Return what answers `text` in the part of the site around `context`."""
    site = api.portal.get()
    index = index_of(site)
    if index is None:
        return Result()
    root = api.portal.get_navigation_root(context)
    return search(
        index,
        Asked(
            text=text,
            language=language,
            minute=int(time() // 60),
            root="" if aq_base(root) is aq_base(site) else "/".join(root.getPhysicalPath()),
            synonyms=tuple(settings(ISearchSettings, site).synonyms or ()),
            exact=exact,
            typing=typing,
        ),
    )


def brain_of(site: PloneSite, docid: int) -> AbstractCatalogBrain | None:
    """Return the row of a page, if everybody may see it now.

    The row is taken by its number, not by a query that would walk every page of the site; what
    the catalog knows of its visibility is asked for this one.
    """
    catalog = site.portal_catalog._catalog
    if docid not in catalog.data:
        return None
    allowed = catalog.indexes["allowedRolesAndUsers"].getEntryForObject(docid) or ()
    return catalog[docid] if "Anonymous" in allowed else None
