"""What a site keeps of its catching up: in its annotations, nothing on the items."""

from BTrees.OOBTree import OOBTree
from communesplone.sharing.catching_up.board import Board
from communesplone.sharing.catching_up.criteria import Comparison
from communesplone.sharing.catching_up.criteria import Criteria
from communesplone.sharing.catching_up.criteria import Member
from dataclasses import dataclass
from datetime import datetime
from persistent import Persistent
from Products.CMFPlone.Portal import PloneSite
from zope.annotation.interfaces import IAnnotations


KEY = "communesplone.sharing.catching_up"
#: Months of the way made that are kept.
MONTHS_KEPT = 60


@dataclass(frozen=True)
class Aside:
    """Why a commune does not want a line, who said so (user id), and when (ISO)."""

    reason: str
    person: str
    moment: str


@dataclass(frozen=True)
class Step:
    """How far a commune was in a month: what it had of how many, and adopted from others."""

    has: int
    of: int
    adopted: int


class Computed(Persistent):
    """The board as the job found it at a moment, and every commune that takes part.

    `answered` is when the library last said what the others have; None for never. `ahead` are the
    names of comparable communes that have much of what lacks here.
    """

    def __init__(
        self,
        moment: datetime,
        answered: datetime | None,
        comparison: Comparison,
        members: tuple[Member, ...],
        board: Board,
        ahead: tuple[str, ...],
    ) -> None:
        self.moment = moment
        self.answered = answered
        self.comparison = comparison
        self.members = members
        self.board = board
        self.ahead = ahead


class CatchUp(Persistent):
    """All of it. `pressing` is what the bar counts: it is read on each page of the back office."""

    pressing = 0
    #: None while they follow the identity of the commune
    criteria: Criteria | None = None
    computed: Computed | None = None

    def __init__(self) -> None:
        #: name of a line -> Aside
        self.aside = OOBTree()
        #: "2026-11" -> Step
        self.months = OOBTree()

    def note(self, month: str, step: Step) -> None:
        """Keep how far the commune is in a month; its last word counts."""
        if self.months.get(month) != step:
            self.months[month] = step
        for old in list(self.months)[:-MONTHS_KEPT]:
            del self.months[old]


def catch_up(site: PloneSite) -> CatchUp | None:
    """Return what a site keeps; None where nothing was computed yet."""
    return IAnnotations(site).get(KEY)


def made(site: PloneSite) -> CatchUp:
    """Return what a site keeps, made when it is missing: for those who write anyway."""
    return IAnnotations(site).setdefault(KEY, CatchUp())
