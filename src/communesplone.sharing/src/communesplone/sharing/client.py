"""The way to the library: the hub of this cluster in process, that of another one over HTTPS.

Both are an `ILibrary`. Whoever asks must bear its absence: a commune works without a hub, and
one on another cluster may be silent.
"""

from collections.abc import Iterator
from communesplone.core.fetching import Manners
from communesplone.core.hosts import site_url
from communesplone.core.sharing.calling import READING
from communesplone.core.sharing.interfaces import ILibrary
from communesplone.sharing.protocol.client import remote_library
from communesplone.sharing.store import store
from OFS.Application import Application
from Products.CMFPlone.Portal import PloneSite


#: The hub is looked for under this id before any other.
USUAL_ID = "hub"


def library(site: PloneSite, manners: Manners = READING) -> ILibrary | None:
    """Return the library that a site shares with; None while there is none.

    A page only reads from it, and waits shortly; what changes something there is called by jobs
    alone, which wait longer (`WORKING`).

    :param manners: how long one on another cluster is waited for.
    """
    kept = store(site)
    if kept is not None and kept.hub is not None:
        return remote_library(site, kept, kept.hub, manners)
    app: Application = site.getPhysicalRoot()
    return next((found for _id, found in _libraries(app)), None)


def hub_url(site: PloneSite) -> str:
    """Return the address of the hub, for people; empty while there is none."""
    kept, app = store(site), site.getPhysicalRoot()
    if kept is not None and kept.hub is not None:
        return str(kept.hub.address)
    return next((site_url(app, site_id) for site_id, _found in _libraries(app)), "")


def _libraries(app: Application) -> Iterator[tuple[str, ILibrary]]:
    for site_id in sorted(app.objectIds("Plone Site"), key=lambda one: one != USUAL_ID):
        found = ILibrary(app[site_id], None)
        if found is not None:
            yield site_id, found
