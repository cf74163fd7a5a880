"""What the hub tells a commune."""

from communesplone.core.sharing.interfaces import ICommuneInbox
from communesplone.sharing.store import Store
from communesplone.sharing.store import store
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from zope.component import adapter
from zope.interface import implementer


@implementer(ICommuneInbox)
class Inbox:
    """See ICommuneInbox."""

    def __init__(self, kept: Store) -> None:
        self.store = kept

    def decided(self, urn: str, revision: int, state: str, word: str, moment: str) -> None:
        """Note what became of an offer, unless a later one is under way or it was withdrawn."""
        at = self.store.at_urn(urn)
        if at is None or at[1].role != "original":
            return
        shared = at[1]
        if shared.revision == revision and shared.state in ("sent", "waiting"):
            shared.state, shared.word, shared.moment = state, word, moment


@implementer(ICommuneInbox)
@adapter(IPloneSiteRoot)
def inbox(site: PloneSite) -> Inbox | None:
    """Return the inbox of a site, None where the add-on is not installed."""
    kept = store(site)
    return None if kept is None else Inbox(kept)
