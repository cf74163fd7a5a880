"""What a site shares, in an exported site, as plain data.

The private key stays behind: an export is a file that people send around. A site that comes back
makes a new key; its former public keys come along, so that what it signed stays good.
"""

from communesplone.core import jobs
from communesplone.core.interfaces import ISiteData
from communesplone.core.sharing.peers import Peer
from communesplone.core.sharing.records import PublicKey
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.signing import public_key
from communesplone.core.sharing.signing import signed_ring
from communesplone.core.sharing.wire import from_json
from communesplone.core.sharing.wire import to_json
from communesplone.core.tool_requests import ToolRequest
from communesplone.sharing.store import Base
from communesplone.sharing.store import KnownPack
from communesplone.sharing.store import Shared
from communesplone.sharing.store import Store
from communesplone.sharing.store import store
from communesplone.sharing.store import utc_now
from communesplone.sharing.updating.proposing import Proposed
from communesplone.sharing.updating.receiving import RECEIVE
from dataclasses import asdict
from dataclasses import replace
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import adapter
from zope.interface import implementer


STARTS = ("role", "urn", "group", "issuer")


@implementer(ISiteData)
class Kept:
    """Reads and writes the store as plain data; what waits to be delivered stays behind."""

    def __init__(self, kept: Store) -> None:
        self.store = kept

    def dump(self) -> dict[str, Any]:
        """See ISiteData."""
        ring = self.store.keys.ring
        return {
            "items": {uid: dict(one.__getstate__()) for uid, one in self.store.items.items()},
            "bases": {
                uid: [one.revision, one.fields, one.along] for uid, one in self.store.bases.items()
            },
            "proposed": {uid: asdict(one) for uid, one in self.store.proposed.items()},
            "packs": {urn: asdict(one) for urn, one in self.store.packs.items()},
            "tools": [asdict(one) for one in self.store.tools.values()],
            "ring": asdict(ring) if ring is not None else None,
            "hub": to_json(self.store.hub),
        }

    def load(self, data: Any, same_site: bool) -> None:
        """See ISiteData. A copy under another id is another commune's trial: it has no ring."""
        for uid, state in data["items"].items():
            one = Shared(*(state[name] for name in STARTS))
            for name, value in state.items():
                setattr(one, name, value)
            self.store.put(uid, one)
            if one.role == "adopted" and one.latest > one.revision:
                # What waited stayed behind: it is fetched again
                jobs.add(RECEIVE, one.urn, one.latest)
        for uid, told in data["bases"].items():
            self.store.bases[uid] = Base(*told)
        for uid, one in data.get("proposed", {}).items():
            self.store.proposed[uid] = Proposed(**one)
        for urn, one in data.get("packs", {}).items():
            self.store.packs[urn] = KnownPack(**{**one, "urns": tuple(one["urns"])})
        for one in data.get("tools", ()) if same_site else ():
            self.store.tools[one["tool"]] = ToolRequest(**one)
        if same_site:
            self.store.hub = from_json(Peer | None, data.get("hub"))
        if same_site and data["ring"]:
            self.store.keys.ring = self._renewed(data["ring"])

    def _renewed(self, told: dict[str, Any]) -> Ring:
        """Return the former public keys after the one that this site made for itself."""
        now = utc_now().isoformat()
        former = [PublicKey(**one) for one in told["keys"]]
        closed = [replace(one, until=one.until or now) for one in former]
        mine = PublicKey(public_key(self.store.keys.private), now)
        ring = Ring(told["issuer"], told["serial"] + 1, (mine, *closed))
        return signed_ring(ring, self.store.keys.private)


@implementer(ISiteData)
@adapter(IPloneSiteRoot)
def kept_data(site: PloneSite) -> Kept | None:
    """Return the data of a site, None where the add-on is not installed."""
    found = store(site)
    return None if found is None else Kept(found)
