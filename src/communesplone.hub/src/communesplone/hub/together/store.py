"""What communes say of proposals and minutes, beside the content, by its UID.

All of it in trees keyed by commune that hold tuples of texts: two communes that act at the same
moment never conflict, and the storage merges their writes without any class of ours.
"""

from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from communesplone.core.changes import touch
from communesplone.hub.together.rules import Choice
from communesplone.hub.together.rules import Rules
from communesplone.hub.together.rules import Tally
from dataclasses import asdict
from datetime import datetime
from datetime import UTC
from decimal import Decimal
from persistent import Persistent
from plone.uuid.interfaces import IUUID
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from typing import NamedTuple
from zope.annotation.interfaces import IAnnotations


KEY = "communesplone.hub.together"


class Said(NamedTuple):
    """What a commune said, by whom, when (UTC, ISO), and a word that all communes read."""

    moment: str
    user: str
    word: str = ""


class Ballot(NamedTuple):
    """The voice of a commune."""

    choice: Choice
    moment: str
    user: str
    word: str = ""


class Pledge(NamedTuple):
    """What a commune promises: "days" of work or "money" in euros, a decimal as text."""

    kind: str
    amount: str
    moment: str
    user: str
    word: str = ""

    @property
    def number(self) -> Decimal:
        return Decimal(self.amount)


class Estimate(NamedTuple):
    """How many days of work something takes, a decimal as text, and what they count."""

    days: str
    note: str

    @property
    def number(self) -> Decimal:
        return Decimal(self.days)


class Round(Persistent):
    """A vote: when it opens and closes, under which rules, who could vote, what was said."""

    #: Communes that could vote when it opened; None before that
    voters: tuple[str, ...] | None = None
    #: What was counted when it closed; None before that
    result: dict[str, Any] | None = None

    def __init__(self, opens: str, closes: str, rules: Rules) -> None:
        self.opens = opens
        self.closes = closes
        self.kept_rules = asdict(rules)
        #: Commune -> Ballot as a tuple: the last one
        self.ballots = OOBTree()
        #: "moment commune" -> choice: every one
        self.changes = OOBTree()

    @property
    def rules(self) -> Rules:
        return Rules(**self.kept_rules)

    @property
    def choices(self) -> dict[str, Choice]:
        """The last choice of each commune."""
        return {commune: told[0] for commune, told in self.ballots.items()}

    @property
    def tally(self) -> Tally | None:
        """What was counted when it closed."""
        return Tally(**self.result) if self.result is not None else None


class Dealings(Persistent):
    """What communes said of one proposal or of the minutes of one meeting."""

    #: Estimate as a tuple
    kept_estimate: tuple[str, str] | None = None

    def __init__(self) -> None:
        #: Commune -> Said as a tuple: those that share a need, or approve minutes
        self.agreeing = OOBTree()
        #: Commune -> Pledge as a tuple
        self.pledges = OOBTree()
        #: Number -> Round
        self.rounds = IOBTree()
        #: Ids of people who are told what happens
        self.followers = OOTreeSet()

    @property
    def estimate(self) -> Estimate | None:
        return Estimate(*self.kept_estimate) if self.kept_estimate is not None else None

    @property
    def last_round(self) -> Round | None:
        return self.rounds[self.rounds.maxKey()] if self.rounds else None


class Together(Persistent):
    """All dealings by UID, and what was decided, for everyone."""

    def __init__(self) -> None:
        self.dealings = OOBTree()
        #: "day uid number" -> (text, title of the group, UID of the meeting)
        self.decisions = OOBTree()


def together(site: PloneSite) -> Together | None:
    """Return what a site keeps; None where the add-on is not installed."""
    return IAnnotations(site).get(KEY)


def dealings(site: PloneSite, content: Any) -> Dealings:
    """Return what is kept of a proposal or meeting; of one without anything, an empty one.

    What is returned for reading alone is never written: `dealings_to_write` keeps it.
    """
    return together(site).dealings.get(IUUID(content)) or Dealings()


def dealings_to_write(site: PloneSite, content: Any) -> Dealings:
    """Return what is kept of a proposal or meeting, to be changed; pages of the hub follow."""
    kept, uid = together(site).dealings, IUUID(content)
    if uid not in kept:
        kept[uid] = Dealings()
    touch(site)
    return kept[uid]


def now() -> str:
    """Return this moment as ISO, aware, in microseconds: texts sort as moments do."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def moment_of(text: str) -> datetime:
    """Return the aware moment of a text of ISO."""
    return datetime.fromisoformat(text)
