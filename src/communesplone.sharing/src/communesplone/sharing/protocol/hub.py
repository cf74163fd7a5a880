"""Which hub of another cluster a commune shares with, as an operator says it."""

from communesplone.core.sharing.interfaces import ILibrary
from communesplone.core.sharing.interfaces import IPeers
from communesplone.core.sharing.peers import ask_who
from communesplone.core.sharing.peers import Peer
from communesplone.sharing.keys import ring_of
from communesplone.sharing.protocol.client import SERVICE
from communesplone.sharing.store import Store
from communesplone.sharing.store import store
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from zope.component import adapter
from zope.interface import implementer


@implementer(IPeers)
class Hub:
    """See IPeers: one hub, or none; then the commune shares with that of its own cluster."""

    def __init__(self, site: PloneSite, kept: Store) -> None:
        self.site = site
        self.kept = kept

    def known(self) -> tuple[Peer, ...]:
        """See IPeers."""
        return () if self.kept.hub is None else (self.kept.hub,)

    def add(self, address: str, key: str) -> Peer:
        """See IPeers."""
        self.kept.hub = ask_who(address, SERVICE, key)
        # From now on the hub may ask who we are
        ring_of(self.site, self.kept)
        return self.kept.hub

    def remove(self, address: str) -> None:
        """See IPeers."""
        if self.kept.hub is None or self.kept.hub.address != address.rstrip("/"):
            raise KeyError(address)
        self.kept.hub = None


@implementer(IPeers)
@adapter(IPloneSiteRoot)
def hub(site: PloneSite) -> Hub | None:
    """Return the hub of a site; None where the add-on is not installed, and for a hub itself."""
    kept = store(site)
    return None if kept is None or ILibrary(site, None) is not None else Hub(site, kept)
