"""What a site keeps of what it shares: in its annotations, apart from the items themselves.

Nothing of it hangs on an item: a page that citizens read loads the same objects as without.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Mapping
from communesplone.core.queues import Queue
from communesplone.core.sharing.records import Envelope
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.signing import new_key
from datetime import datetime
from datetime import UTC
from persistent import Persistent
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from typing import Literal
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations


KEY = "communesplone.sharing"
Role = Literal["original", "adopted", "copy"]


class Shared(Persistent):
    """What is known of one item of the site; its key in the store is the item's UID.

    An **original** was written here: `revision` is the last one offered, `state` what became of
    it: "sent", "waiting", "accepted", "sent_back" or "withdrawn"; `word` what the reviewer wrote,
    `moment` when (ISO). An **adopted** item came from the library: `revision` is the one that it
    was brought to, `latest` the newest one that is known, `choices` what its references became
    (UID by key, empty for taken out), `automatic` whether what does not touch local words is
    taken by itself, `detached` that it goes its own way. A **copy** was made of one of them
    within the site: it knows where it comes from and takes no part.

    `urn`, `group`, `issuer` and `licence` are those of the envelope, `digest` that of the
    revision.
    """

    state = ""
    word = ""
    moment = ""
    latest = 0
    automatic = False
    detached = False
    gone = False

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

    Data of `communesplone.core.sharing.values`, references still by their keys.
    """

    def __init__(self, revision: int, fields: Mapping[str, Any]) -> None:
        self.revision = revision
        self.fields = dict(fields)


class Outgoing(Persistent):
    """An offer that is to be delivered: the signed envelope, and its files by digest."""

    def __init__(self, envelope: Envelope, files: Mapping[str, bytes]) -> None:
        self.envelope = envelope
        self.files = {name: _blob(data) for name, data in files.items()}

    def read_files(self) -> dict[str, bytes]:
        """Return the bytes of the files by digest."""
        found = {}
        for name, blob in self.files.items():
            with blob.open() as opened:
                found[name] = opened.read()
        return found


def _blob(data: bytes) -> Blob:
    blob = Blob()
    with blob.open("w") as opened:
        opened.write(data)
    return blob


class Keys(Persistent):
    """The private key of a site, and the ring of its public ones; see the module `keys`.

    No page, no REST service and no export reads `private`; whoever has the database has it.
    """

    ring: Ring | None = None

    def __init__(self) -> None:
        self.private = new_key()


class Store(Persistent):
    """All of it, each kind in a tree of its own so that writers do not meet."""

    def __init__(self) -> None:
        #: UID of an item -> Shared
        self.items = OOBTree()
        #: urn -> UID of the original or the adopted item; copies are not here
        self.urns = OOBTree()
        #: UID of an adopted item -> Base
        self.bases = OOBTree()
        #: UID of an adopted item -> the revision that waits for it (`updating.pending.Pending`)
        self.pending = OOBTree()
        #: UID of an adopted item -> what was taken last and can be taken back
        self.taken = OOBTree()
        #: UID of an adopted item whose author has withdrawn it -> what the author said
        self.gone = OOBTree()
        #: UID of a translation -> (UID of what was updated, when): `updating.translating`
        self.behind = OOBTree()
        #: UID of an original -> {id of a commune: what it proposes (`updating.pending.Pending`)}
        self.proposals = OOBTree()
        #: "urn revision", or "proposal urn" -> Outgoing
        self.outgoing = Queue()
        self.keys = Keys()

    def put(self, uid: str, shared: Shared) -> None:
        """Keep what is known of an item."""
        self.items[uid] = shared
        if shared.role != "copy":
            self.urns[shared.urn] = uid

    def drop(self, uid: str) -> None:
        """Forget an item."""
        shared = self.items.pop(uid, None)
        for tree in (self.bases, self.pending, self.taken, self.gone, self.proposals, self.behind):
            tree.pop(uid, None)
        if shared is not None and self.urns.get(shared.urn) == uid:
            del self.urns[shared.urn]

    def at_urn(self, urn: str) -> tuple[str, Shared] | None:
        """Return UID and record of what has a urn here, None for nothing."""
        uid = self.urns.get(urn)
        return None if uid is None else (uid, self.items[uid])


def store(site: PloneSite) -> Store | None:
    """Return what a site keeps; None where the add-on is not installed."""
    return IAnnotations(site).get(KEY)


def utc_now() -> datetime:
    """Return this moment, aware, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)
