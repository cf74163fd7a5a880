"""What a site keeps of its accounts beside Plone's own users and groups."""

from BTrees.OOBTree import OOBTree
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import UTC
from persistent import Persistent
from persistent.list import PersistentList
from Products.CMFPlone.Portal import PloneSite
from secrets import token_bytes
from typing import Any
from zope.annotation.interfaces import IAnnotations


KEY = "communesplone.accounts"


class Factor(Persistent):
    """The second factor of a person: a secret shared with their telephone.

    `last_step` is the last period whose code was used: none works twice. `recovery` holds keyed
    digests of the codes that are left.
    """

    def __init__(self, secret: str, since: datetime, recovery: tuple[str, ...]) -> None:
        self.secret = secret
        self.since = since
        self.recovery = recovery
        self.last_step = 0


class Closed(Persistent):
    """An account that was closed: by whom, when, and what has to be put back to undo it."""

    def __init__(self, moment: datetime, by: str, teams: tuple[str, ...]) -> None:
        self.moment = moment
        self.by = by
        self.teams = teams
        self.heir = ""
        #: What was handed over: UID -> creators, local roles of both before.
        self.handed: OOBTree = OOBTree()


@dataclass(frozen=True)
class Leave:
    """That somebody leaves at the end of a day: who gets their pages, who said so."""

    day: date
    heir: str
    by: str


@dataclass(frozen=True)
class Invitation:
    """Somebody asked to join teams; used once, or forgotten when it expires."""

    address: str
    teams: tuple[str, ...]
    by: str
    made: datetime
    expires: datetime


@dataclass(frozen=True)
class Entry:
    """A line of the journal: an act, its words, and the state before, by which it is undone."""

    id: str
    moment: datetime
    actor: str
    act: str
    about: dict[str, Any]
    before: Any = None


class Keys(Persistent):
    """What proves who somebody is, and how often that failed.

    Each part stands in a tree of its own, so that writers do not meet.
    """

    def __init__(self) -> None:
        self.secret = token_bytes(32)
        #: User id -> Factor
        self.factors = OOBTree()
        #: User id -> timestamp before which their sessions are over
        self.since = OOBTree()
        #: Digest -> (failures, timestamp of the last)
        self.attempts = OOBTree()

    def end_sessions(self, user_id: str, now: datetime) -> None:
        """Have every session of a person that was opened before `now` end."""
        self.since[user_id] = int(now.timestamp())


class Store(Keys):
    """All that a site keeps."""

    def __init__(self) -> None:
        super().__init__()
        #: User id -> Closed
        self.closed = OOBTree()
        #: User id -> Leave
        self.leaves = OOBTree()
        #: Id -> Invitation
        self.invitations = OOBTree()
        #: Group id -> tuple of UIDs of the folders it was given; the local roles are the truth
        self.parts = OOBTree()
        #: User id -> {kind of notification: frequency}
        self.choices = OOBTree()
        #: Key -> Notice that waits to be sent
        self.notices = OOBTree()
        self.journal = PersistentList()


def store(site: PloneSite) -> Store | None:
    """Return what a site keeps; None where the add-on is not installed."""
    return IAnnotations(site).get(KEY)


def utc_now() -> datetime:
    """Return this moment, aware."""
    return datetime.now(UTC)
