"""The way to a commune: its inbox in process on this cluster, over HTTPS on another one."""

from communesplone.core.sharing.interfaces import ICommuneInbox
from communesplone.hub.catalogue import catalogue
from communesplone.hub.protocol.client import remote_inbox
from Products.CMFPlone.Portal import PloneSite


def way_to(hub: PloneSite, issuer: str) -> ICommuneInbox | None:
    """Return the inbox of a commune by its issuer; None for one that shares no more.

    Only jobs tell it something.
    """
    kept = catalogue(hub)
    known = kept.communes.get(issuer) if kept is not None else None
    if known is None:
        return None
    if known.is_far:
        return remote_inbox(hub, kept.keys, known.site)
    app = hub.getPhysicalRoot()
    return ICommuneInbox(app[known.site], None) if known.site in app else None
