"""Where subscribers are kept: in an annotation of the site, outside of content.

Keys are random or keyed digests, so that they spread over the buckets of the trees: people who
subscribe at the same moment write different buckets, and those that share one are merged.
"""

from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterable
from collections.abc import Iterator
from communesplone.core.tokens import short_signature
from communesplone.subscriptions.address import same
from dataclasses import dataclass
from datetime import datetime
from persistent import Persistent
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.annotation.interfaces import IAnnotations
import secrets


KEY = "communesplone.subscriptions"
DAILY = "daily"
WEEKLY = "weekly"
FREQUENCIES = (DAILY, WEEKLY)
Topics = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Consent:
    """What somebody agreed to, and when. `act`: confirmed, changed or unsubscribed."""

    moment: datetime
    act: str
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Wish:
    """What somebody asked for and has not confirmed."""

    address: str
    language: str
    frequency: str
    topics: Topics
    asked: datetime


class Subscriber(Persistent):
    """Somebody who confirmed. `topics` are their names with the choices made, none for all."""

    hard_bounces = 0
    soft_bounces = 0
    suspended: datetime | None = None

    def __init__(self, wish: Wish, confirmed: datetime) -> None:
        self.address = wish.address
        self.language = wish.language
        self.frequency = wish.frequency
        self.topics: Topics = dict(wish.topics)
        self.confirmed = confirmed
        self.consents: tuple[Consent, ...] = ()


class Mailing(Persistent):
    """A mail to many: a digest of a period, or one entry of a topic. `done` has who got it."""

    def __init__(self, made: datetime, what: dict[str, Any]) -> None:
        self.made = made
        self.what = what
        self.done = OOTreeSet()


class Store(Persistent):
    """Everything of a site. Only its trees are written, never itself, but by the daily job."""

    def __init__(self) -> None:
        self.secret = secrets.token_bytes(32)
        self.subscribers = OOBTree()
        self.addresses = OOBTree()
        self.followers = OOBTree()
        self.wishes = OOBTree()
        self.mailings = OOBTree()
        self.attempts = OOBTree()
        self.covered = OOBTree()

    def find(self, address: str) -> tuple[str, Subscriber] | None:
        """Return the id and the record of the subscriber with this address."""
        found = self.addresses.get(self._digest(address))
        return (found, self.subscribers[found]) if found else None

    def add(self, subscriber: Subscriber) -> str:
        """Keep a new subscriber and return their id."""
        identifier = secrets.token_hex(8)
        self.put(identifier, subscriber)
        return identifier

    def put(self, identifier: str, subscriber: Subscriber) -> None:
        """Keep a subscriber under an id."""
        self.subscribers[identifier] = subscriber
        self.addresses[self._digest(subscriber.address)] = identifier
        self.follow(identifier)

    def follow(self, identifier: str) -> None:
        """Write down anew which topics a subscriber gets: none while suspended."""
        subscriber = self.subscribers[identifier]
        wanted = () if subscriber.suspended else subscriber.topics
        for topic in {*self.followers, *wanted}:
            ids = self.followers.get(topic)
            if topic in wanted and ids is None:
                self.followers[topic] = OOTreeSet([identifier])
            elif topic in wanted:
                ids.insert(identifier)
            elif identifier in ids:
                ids.remove(identifier)

    def erase(self, identifier: str) -> None:
        """Forget a subscriber, with all that is known of them; idempotent."""
        subscriber = self.subscribers.pop(identifier, None)
        if subscriber is None:
            return
        self.addresses.pop(self._digest(subscriber.address), None)
        for ids in [*self.followers.values(), *(one.done for one in self.mailings.values())]:
            if identifier in ids:
                ids.remove(identifier)
        for key in [
            key
            for key, wish in self.wishes.items()
            if same(wish.address) == same(subscriber.address)
        ]:
            del self.wishes[key]

    def counts(self) -> dict[str, int]:
        """Return how many get each topic."""
        return {topic: len(ids) for topic, ids in self.followers.items()}

    def after(self, identifier: str, topic: str = "") -> Iterator[str]:
        """Return the ids that follow one in order, of those who get a topic or of all."""
        ids: Any = self.followers.get(topic, ()) if topic else self.subscribers
        keys: Iterable[str] = ids.keys(identifier, excludemin=bool(identifier)) if ids else ()
        return iter(keys)

    def _digest(self, address: str) -> str:
        return short_signature(self.secret, f"address {same(address)}", 40)


def store(site: PloneSite) -> Store | None:
    """Return the store of `site`; None where the add-on is not installed."""
    return IAnnotations(site).get(KEY)
