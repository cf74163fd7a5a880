"""What the hub keeps of offers: the envelopes, who may speak for whom, the files.

All of it in trees of its own in the site's annotations: no content objects, no catalog.
"""

from BTrees.IOBTree import IOBTree
from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from communesplone.core.sharing.keys import Keys
from communesplone.core.sharing.records import Envelope
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.request_signing import Nonces
from communesplone.hub.figures.counting import Counts
from communesplone.hub.index import Index
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from persistent import Persistent
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from typing import Literal
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations


KEY = "communesplone.hub"
#: "withdrawn" by its author, "taken_out" by the reviewers.
State = Literal["waiting", "accepted", "sent_back", "superseded", "withdrawn", "taken_out"]


@dataclass(frozen=True)
class Commune:
    """Who shares: its keys, where it is, and who it is. It stays when its site is gone.

    `site` is the id of its site on this cluster, its address (https://…) on another one; `ways`
    knows the way there.
    """

    ring: Ring
    site: str
    name: str
    province: str

    @property
    def is_far(self) -> bool:
        """Whether its site is on another cluster."""
        return "://" in self.site


class Revision(Persistent):
    """One revision of an item, as it was received."""

    state: State = "waiting"
    word = ""
    reviewer = ""
    decided = ""

    def __init__(self, envelope: Envelope, received: str, problems: tuple[int, int]) -> None:
        self.envelope = envelope
        self.received = received
        #: How many findings stop an offer, and how many others there are.
        self.problems = problems

    @property
    def was_accepted(self) -> bool:
        """Whether a reviewer ever put it into the library, whatever became of it since."""
        return bool(self.decided) and self.state != "sent_back"


class Offer(Persistent):
    """An item that was offered: its revisions by number, and who uses it.

    `accepted` is the last revision that was ever accepted. `withdrawn`: it left the library, and
    is back once a reviewer accepts another.
    """

    accepted = 0
    withdrawn = False

    def __init__(self, number: int, urn: str, issuer: str) -> None:
        self.number = number
        self.urn = urn
        self.issuer = issuer
        self.revisions = IOBTree()
        #: Ids of the communes that use it
        self.adopters = OOTreeSet()

    @property
    def latest(self) -> int:
        """The newest revision that was ever received, 0 for none."""
        return self.revisions.maxKey() if self.revisions else 0


class Catalogue(Persistent):
    """All offers by urn; those that wait, the oldest first; communes, files and the index."""

    def __init__(self, keys: Keys | None = None) -> None:
        #: urn -> Offer
        self.offers = OOBTree()
        #: urn -> KeptPack (`packs.keeping`)
        self.packs = OOBTree()
        #: "moment urn" -> (urn, revision)
        self.waiting = OOBTree()
        #: Id of a commune -> Commune
        self.communes = OOBTree()
        #: Id of a commune -> the Succession by which another follows it
        self.successions = OOBTree()
        #: Id of a commune -> what it last said of itself (`Report`)
        self.reports = OOBTree()
        #: Id of a commune -> OOTreeSet of the urns that it uses
        self.uses = OOBTree()
        #: Id of a commune that is gone -> when (ISO)
        self.former = OOBTree()
        #: Id of a commune -> id of the account that carries its voice
        self.voices = OOBTree()
        #: What happened, by month and by commune
        self.figures = Counts()
        #: Digest -> Blob
        self.files = OOBTree()
        #: Digest -> OOTreeSet of the urns whose accepted revisions have that file
        self.holders = OOBTree()
        #: (digest, urn) of each file of each revision that is kept
        self.held = OOTreeSet()
        #: Id of a commune -> bytes of all that it brought and that is kept (`room`)
        self.stored = OOBTree()
        #: "urn issuer" -> a proposal on its way to the author of that urn
        self.proposals = OOBTree()
        #: Group of translations -> OOTreeSet of urns
        self.groups = OOBTree()
        self.numbers = Length()
        self.index = Index()
        #: The hub's own, with which it signs what it tells communes of other clusters
        self.keys = keys or Keys()
        self.nonces = Nonces()

    def use(self, offer: Offer, commune: str) -> None:
        """Note that a commune uses an item."""
        offer.adopters.insert(commune)
        if commune not in self.uses:
            self.uses[commune] = OOTreeSet()
        self.uses[commune].insert(offer.urn)

    def leave(self, offer: Offer, commune: str) -> None:
        """Note that a commune uses an item no more; nothing when it did not."""
        if commune in offer.adopters:
            offer.adopters.remove(commune)
            self.uses[commune].remove(offer.urn)

    def next_number(self) -> int:
        """Return a number that no offer has."""
        self.numbers.change(1)
        return self.numbers()

    def used_thing(self, urn: str) -> Any:
        """Return what communes use under a urn: an Offer or a KeptPack, None for nothing.

        Both have `urn`, `number`, `accepted`, `withdrawn` and `adopters`.
        """
        return self.offers.get(urn) or self.packs.get(urn)

    def keep_file(self, digest: str, data: bytes) -> None:
        """Keep a file once."""
        if digest not in self.files:
            blob = Blob()
            with blob.open("w") as opened:
                opened.write(data)
            self.files[digest] = blob

    def open_file(self, digest: str, urn: str) -> None:
        """Let a file be read while an item is in the library."""
        if digest not in self.holders:
            self.holders[digest] = OOTreeSet()
        self.holders[digest].insert(urn)

    def close_file(self, digest: str, urn: str) -> None:
        """Let a file be read no more for an item that has it no longer."""
        holders = self.holders.get(digest)
        if holders is not None:
            holders.discard(urn)
            if not holders:
                del self.holders[digest]

    def is_open(self, digest: str) -> bool:
        """Tell whether a file belongs to something that is in the library."""
        offers = [self.offers.get(urn) for urn in self.holders.get(digest, ())]
        return any(one is not None and not one.withdrawn for one in offers)


def catalogue(site: PloneSite) -> Catalogue | None:
    """Return the catalogue of a site; None where the add-on is not installed."""
    return IAnnotations(site).get(KEY)


def now() -> str:
    """Return this moment as ISO, aware, in whole seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")
