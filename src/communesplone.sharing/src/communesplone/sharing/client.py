"""The way to the library: on one cluster the hub's adapter, called in process.

A library on another cluster is a client with the same methods (`ILibrary`). Whoever asks must
bear its absence: a commune works without a hub.
"""

from collections.abc import Iterator
from communesplone.core.sharing.interfaces import ILibrary
from OFS.Application import Application
from Products.CMFPlone.Portal import PloneSite


#: The hub is looked for under this id before any other.
USUAL_ID = "hub"


def library(site: PloneSite) -> ILibrary | None:
    """Return the library that a site shares with; None while there is none.

    A page only reads from it: what changes something there is called by jobs alone.
    """
    app: Application = site.getPhysicalRoot()
    return next((found for _id, found in _libraries(app)), None)


def hub(site: PloneSite) -> str | None:
    """Return the id of the site that has the library; None while there is none."""
    return next((site_id for site_id, _found in _libraries(site.getPhysicalRoot())), None)


def _libraries(app: Application) -> Iterator[tuple[str, ILibrary]]:
    for site_id in sorted(app.objectIds("Plone Site"), key=lambda one: one != USUAL_ID):
        found = ILibrary(app[site_id], None)
        if found is not None:
            yield site_id, found
