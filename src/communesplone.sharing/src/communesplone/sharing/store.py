"""What a site keeps of what it shares: in its annotations, apart from the items themselves.

Nothing of it hangs on an item: a page that citizens read loads the same objects as without.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Mapping
from communesplone.core.queues import Queue
from communesplone.core.sharing.keys import Keys
from communesplone.core.sharing.peers import Peer
from communesplone.core.sharing.request_signing import Nonces
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from persistent import Persistent
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from typing import Literal
from zope.annotation.interfaces import IAnnotations


KEY = "communesplone.sharing"
Role = Literal["original", "adopted", "copy", "syndicated"]


class Shared(Persistent):
    """What is known of one item of the site; its key in the store is the item's UID.

    An **original** was written here: `revision` is the last one offered, `state` what became of
    it: "sent", "waiting", "accepted", "sent_back", "taken_out" or "withdrawn"; `accepted` is the
    last revision that the library took since the item left it, 0 for none; `word` what the
    reviewer wrote, `moment` when (ISO), `by` the id of who offered it. An **adopted** item came
    from the library: `revision` is the one that it was brought to, `latest` the newest one that is
    known, `choices` what its references became (UID by key, empty for taken out), `automatic`
    whether what does not touch local words is taken by itself, `detached` that it goes its own
    way. A **copy** was made of one of them within the site: it knows where it comes from and takes
    no part. A **syndicated** item is kept up by another site and shown here: `syndicating` brings
    it up to date. `origin` is what the text was made from, as envelopes carry it, `language`
    that in which it came or was copied.

    `seed` is what the urn of an original was made of (`core.sharing.issuers.urn_of`).
    `urn`, `group`, `issuer` and `licence` are those of the envelope, `digest` that of the
    revision.
    """

    seed = ""
    state = ""
    word = ""
    moment = ""
    by = ""
    accepted = 0
    latest = 0
    origin: Mapping[str, Any] | None = None
    automatic = False
    detached = False
    gone = False
    language = ""

    def __init__(self, role: Role, urn: str, group: str, issuer: Mapping[str, Any]) -> None:
        self.role: Role = role
        self.urn = urn
        self.group = group
        self.issuer = dict(issuer)
        self.revision = 0
        self.digest = ""
        self.licence = ""
        self.audience: dict[str, Any] = {}
        self.note = ""
        self.choices: dict[str, str] = {}


class Base(Persistent):
    """The shared fields of an adopted item as its revision brought them: the base of a merge.

    Data of `communesplone.core.sharing.values`, references still by their keys. `along` is what
    was told of the pictures and files that came with it, by key (`updating.along`).
    """

    def __init__(
        self,
        revision: int,
        fields: Mapping[str, Any],
        along: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self.revision = revision
        self.fields = dict(fields)
        self.along = {key: dict(told) for key, told in (along or {}).items()}


@dataclass(frozen=True)
class KnownPack:
    """A pack that was adopted: the revision, what it held then, and the newest one known.

    `latest` of 0: the hub took it out of the library.
    """

    title: str
    revision: int
    urns: tuple[str, ...]
    moment: str
    latest: int


class Store(Persistent):
    """All of it, each kind in a tree of its own so that writers do not meet."""

    #: The hub of another cluster that the site shares with; None for that of this one.
    hub: Peer | None = None

    def __init__(self, keys: Keys | None = None) -> None:
        #: UID of an item -> Shared
        self.items = OOBTree()
        #: urn -> UID of the original or the adopted item; nothing else is here: what other sites
        #: show may bear any urn
        self.urns = OOBTree()
        #: UID of an adopted item -> Base
        self.bases = OOBTree()
        #: UID of an adopted item -> the revision that waits for it (`updating.pending.Pending`)
        self.pending = OOBTree()
        #: UID of an adopted item -> what was taken last and can be taken back
        self.taken = OOBTree()
        #: UID of an adopted item that left the library -> since when
        self.gone = OOBTree()
        #: UID of a translation -> (UID of what was updated, when): `updating.translating`
        self.behind = OOBTree()
        #: UID of an original -> {id of a commune: `updating.pending.Proposal`}
        self.proposals = OOBTree()
        #: UID of an original -> what it took of a proposal last (`updating.accepting.Merged`)
        self.merged = OOBTree()
        #: UID of an adopted item -> what became of a proposal (`updating.proposing.Proposed`)
        self.proposed = OOBTree()
        #: urn of a pack that was adopted -> KnownPack
        self.packs = OOBTree()
        #: Distribution -> what this site asked the hub for (`core.tool_requests.ToolRequest`)
        self.tools = OOBTree()
        #: "urn issuer" -> a proposal that nobody has looked at yet: `updating.proposals`
        self.arriving = Queue()
        #: "urn revision", or "proposal urn" -> `communesplone.core.sharing.outgoing.Outgoing`
        self.outgoing = Queue()
        self.keys = keys or Keys()
        #: Requests of the hub of another cluster that came of late
        self.nonces = Nonces()

    def put(self, uid: str, shared: Shared) -> None:
        """Keep what is known of an item."""
        self.items[uid] = shared
        if shared.role in ("original", "adopted"):
            self.urns[shared.urn] = uid

    def drop(self, uid: str) -> None:
        """Forget an item."""
        shared = self.items.pop(uid, None)
        for tree in self._by_uid():
            tree.pop(uid, None)
        if shared is not None and self.urns.get(shared.urn) == uid:
            del self.urns[shared.urn]

    def _by_uid(self) -> tuple[OOBTree, ...]:
        followed = (self.bases, self.pending, self.taken, self.gone, self.behind, self.proposed)
        return (*followed, self.proposals, self.merged)

    def at_urn(self, urn: str) -> tuple[str, Shared] | None:
        """Return UID and record of what has a urn here, None for nothing."""
        uid = self.urns.get(urn)
        return None if uid is None else (uid, self.items[uid])

    def uses(self, urn: str) -> bool:
        """Tell whether the site follows what has a urn: a content of others, or a pack."""
        at = self.at_urn(urn)
        return urn in self.packs or (
            at is not None and at[1].role == "adopted" and not at[1].detached
        )


def store(site: PloneSite) -> Store | None:
    """Return what a site keeps; None where the add-on is not installed."""
    return IAnnotations(site).get(KEY)


def utc_now() -> datetime:
    """Return this moment, aware, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)
