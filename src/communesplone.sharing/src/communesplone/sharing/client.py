"""The way to the library: the hub of this cluster in process, that of another one over HTTPS.

Both are an `ILibrary`. Whoever asks must bear its absence: a commune works without a hub, and
one on another cluster may be silent.
"""

from communesplone.core.fetching import Manners
from communesplone.core.sharing.calling import WORKING
from communesplone.core.sharing.interfaces import ILibrary
from communesplone.sharing.protocol.client import remote_library
from communesplone.sharing.store import store
from OFS.Application import Application
from Products.CMFPlone.Portal import PloneSite


#: The hub is looked for under this id before any other.
USUAL_ID = "hub"


def library(site: PloneSite, manners: Manners = WORKING) -> ILibrary | None:
    """Return the library that a site shares with; None while there is none.

    A page only reads from it, and waits shortly (`READING`); what changes something there is
    called by jobs alone.

    :param manners: how long one on another cluster is waited for.
    """
    kept = store(site)
    if kept is not None and kept.hub is not None:
        return remote_library(site, kept, kept.hub, manners)
    app: Application = site.getPhysicalRoot()
    for site_id in sorted(app.objectIds("Plone Site"), key=lambda one: one != USUAL_ID):
        found = ILibrary(app[site_id], None)
        if found is not None:
            return found
    return None
