"""What the hub keeps of offers: the envelopes, who may speak for whom, the files.

All of it in trees of its own in the site's annotations: no content objects, no catalog.
"""

from BTrees.IOBTree import IOBTree
from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from communesplone.core.sharing.records import Envelope
from communesplone.core.sharing.records import Ring
from communesplone.hub.figures.counting import Counts
from communesplone.hub.index import Index
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from persistent import Persistent
from Products.CMFPlone.Portal import PloneSite
from typing import Literal
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations


KEY = "communesplone.hub"
State = Literal["waiting", "accepted", "sent_back", "superseded", "withdrawn"]


@dataclass(frozen=True)
class Commune:
    """Who shares: its keys, the id of its site, and who it is. It stays when the site is gone."""

    ring: Ring
    site: str
    name: str
    province: str


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


class Offer(Persistent):
    """An item that was offered: its revisions by number, and who uses it."""

    accepted = 0
    withdrawn = False

    def __init__(self, number: int, urn: str, issuer: str, site: str) -> None:
        self.number = number
        self.urn = urn
        self.issuer = issuer
        self.site = site
        self.revisions = IOBTree()
        #: Ids of the communes that use it
        self.adopters = OOTreeSet()

    @property
    def latest(self) -> int:
        """The newest revision that was ever received, 0 for none."""
        return self.revisions.maxKey() if self.revisions else 0


class Catalogue(Persistent):
    """All offers by urn; those that wait, the oldest first; communes, files and the index."""

    def __init__(self) -> None:
        #: urn -> Offer
        self.offers = OOBTree()
        #: "moment urn" -> (urn, revision)
        self.waiting = OOBTree()
        #: Id of a commune -> Commune
        self.communes = OOBTree()
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
        #: Group of translations -> OOTreeSet of urns
        self.groups = OOBTree()
        self.numbers = Length()
        self.index = Index()

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

    def keep_file(self, digest: str, data: bytes) -> None:
        """Keep a file once."""
        if digest not in self.files:
            blob = Blob()
            with blob.open("w") as opened:
                opened.write(data)
            self.files[digest] = blob


def catalogue(site: PloneSite) -> Catalogue | None:
    """Return the catalogue of a site; None where the add-on is not installed."""
    return IAnnotations(site).get(KEY)


def now() -> str:
    """Return this moment as ISO, aware, in whole seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")
