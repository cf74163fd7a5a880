"""What a site keeps of syndication: what it gives, and what it has from others.

In annotations of its own, made when they are needed: a site that neither gives nor takes has none.
"""

from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Mapping
from communesplone.core.sharing.outgoing import Outgoing
from communesplone.core.sharing.records import Envelope
from communesplone.core.sharing.records import Ring
from communesplone.sharing.store import utc_now
from communesplone.sharing.syndicating.filtering import Filter
from communesplone.sharing.syndicating.notices import key_of
from communesplone.sharing.syndicating.notices import Notice
from persistent import Persistent
from Products.CMFPlone.Portal import PloneSite
from typing import Literal
from zope.annotation.interfaces import IAnnotations


FEED, TAKEN = "communesplone.sharing.feed", "communesplone.sharing.taken"
Mode = Literal["moderated", "automatic"]
State = Literal["waiting", "refused", "here", "own", "gone"]


class Given(Persistent):
    """An entry of the feed: its notice, its envelope (None for what is gone), where its files are.

    `files` are (UID of the item, name of the field) by digest; `kind` that of its type.
    """

    def __init__(
        self,
        notice: Notice,
        envelope: Envelope | None,
        kind: str,
        files: Mapping[str, tuple[str, str]],
    ) -> None:
        self.notice = dict(notice)
        self.envelope = envelope
        self.kind = kind
        self.files = dict(files)


class Feed(Persistent):
    """What others may show: entries by their number, which grows with each change."""

    def __init__(self) -> None:
        self.kinds: tuple[str, ...] = ()
        self.licence = "CC-BY-4.0"
        self.last = 0
        #: number -> Given
        self.entries = IOBTree()
        #: Key of an item (`notices.key`) -> number
        self.numbers = OOBTree()
        #: UID of an item -> its key
        self.keys = OOBTree()
        #: (digest of a file, number of its entry)
        self.files = OOTreeSet()
        #: Sites of the cluster that are told of each change
        self.subscribers = OOTreeSet()

    def put(self, given: Given) -> None:
        """Keep an entry in place of the former one of its item, as the newest."""
        key = key_of(given.notice)
        self.forget(key)
        self.last += 1
        self.entries[self.last] = given
        self.numbers[key] = self.last
        for digest in given.files:
            self.files.insert((digest, self.last))

    def forget(self, key: str) -> None:
        """Leave the entry of an item out, as if it had never been there."""
        number = self.numbers.pop(key, None)
        if number is not None:
            for digest in self.entries.pop(number).files:
                self.files.remove((digest, number))

    def with_file(self, digest: str) -> Given | None:
        """Return an entry that has a file, None for none."""
        for found, number in self.files.keys((digest, 0)):
            return self.entries[number] if found == digest else None
        return None

    def of(self, key: str) -> Given | None:
        """Return the entry of an item, None for none."""
        number = self.numbers.get(key)
        return None if number is None else self.entries[number]


class Subscription(Persistent):
    """A source that is followed, and how.

    `site` is the id of a site of the cluster, empty for one at an `address`. `folders` are UIDs by
    kind: the kinds that are wanted, and where each goes. `state` is that of what comes in:
    "published" or "private". `cursor` is the number up to which its feed was read.
    """

    name = ""
    issuer = ""
    ring: Ring | None = None
    paused = False
    #: "keep" or "remove" while it is being ended.
    ending = ""
    cursor = 0
    #: Moments as ISO: when it was last asked, and when it last answered.
    asked = ""
    answered = ""
    #: Why it did not answer last time, in the language of the site.
    error = ""
    failures = 0
    #: Whether something stays at the source until less of it waits here.
    held = False
    #: How many entries were taken in so far.
    received = 0
    #: A day as ISO, and how many of them were shown on it without a person.
    shown = ("", 0)
    #: (what, why) of the latest entries that were not believed.
    refusals: tuple[tuple[str, str], ...] = ()

    def __init__(self, id_: str, site: str = "", address: str = "") -> None:
        self.id = id_
        self.site = site
        self.address = address
        self.folders: dict[str, str] = {}
        self.filter = Filter()
        self.mode: Mode = "moderated"
        self.state = "published"
        self.since = utc_now().isoformat()


class Received(Outgoing):
    """What came of an item: its last notice and envelope, its files while they may be needed.

    `state` is "waiting" for a person, "refused", "here" as the item `uid`, "own" when the site
    went its own way with it, "gone". `ways` are the subscriptions it came by, the first one first;
    `like` the UID of something of the site that it may be a double of.
    """

    uid = ""
    like = ""

    def __init__(
        self, notice: Notice, envelope: Envelope, files: Mapping[str, bytes], way: str
    ) -> None:
        super().__init__(envelope, files)
        self.notice = dict(notice)
        self.state: State = "waiting"
        self.ways: tuple[str, ...] = (way,)
        self.moment = utc_now().isoformat()

    def renew(self, notice: Notice, envelope: Envelope, files: Mapping[str, bytes]) -> None:
        """Keep a newer revision in place of the former one; its state stays."""
        super().__init__(envelope, files)
        self.notice = dict(notice)


class Taken(Persistent):
    """The subscriptions of a site, and all that came by them."""

    def __init__(self) -> None:
        #: id -> Subscription
        self.subscriptions = OOBTree()
        #: Key of an item (`notices.key`) -> Received
        self.received = OOBTree()
        #: UID of an item -> its key
        self.keys = OOBTree()
        #: Key -> (moment, subscription, kind) of what waits: enough to ask whose it is
        self.waiting = OOBTree()
        #: Key -> the newest revision that is known, of whatever was ever believed
        self.revisions = OOBTree()


def feed_of(site: PloneSite) -> Feed | None:
    """Return what a site gives; None for one that never gave anything."""
    return IAnnotations(site).get(FEED)


def make_feed(site: PloneSite) -> Feed:
    """Return what a site gives, made when it is missing: for those who write anyway."""
    return IAnnotations(site).setdefault(FEED, Feed())


def taken_of(site: PloneSite) -> Taken | None:
    """Return what a site has from others; None for one that never subscribed."""
    return IAnnotations(site).get(TAKEN)


def make_taken(site: PloneSite) -> Taken:
    """Return what a site has from others, made when it is missing."""
    return IAnnotations(site).setdefault(TAKEN, Taken())


def drop(site: PloneSite) -> None:
    """Forget all of it."""
    for key in (FEED, TAKEN):
        IAnnotations(site).pop(key, None)
