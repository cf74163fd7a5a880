"""The cards of all add-ons, gathered into the groups of the dashboard."""

from communesplone.core import _
from communesplone.core.interfaces import ICard
from communesplone.core.records import WorkRow
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import UTC
from operator import itemgetter
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from ZODB.POSException import ConflictError
from zope.component import getAdapters
from zope.i18nmessageid import Message
from zope.publisher.interfaces.browser import IBrowserRequest
import logging


logger = logging.getLogger(__name__)

#: Groups of the ledger, with the words of the margin, and those of the right column.
LEDGER: tuple[tuple[str, Message, Message], ...] = (
    ("decide", _("To decide"), _("What waits for you, the most pressing first")),
    ("mend", _("To mend"), _("Found by the checks, page by page")),
    ("heard", _("Said and searched"), _("By your inhabitants")),
)
BESIDE: tuple[tuple[str, Message], ...] = (
    ("resume", _("Go on with")),
    ("week", _("This week")),
)
#: Rows of a card, and of a group of the ledger.
OF_CARD, OF_GROUP, OF_SIDE = 5, 8, 5
URGENCIES = ("late", "soon", "calm")
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass
class Group:
    """What stands under one heading; `more` are pairs (title of a card, address of all)."""

    name: str
    title: Message
    description: Message | str = ""
    rows: list[WorkRow] = field(default_factory=list)
    more: list[tuple[Message, str]] = field(default_factory=list)


@dataclass
class Ledger:
    """The dashboard of one person as data; `checked` and `failed` are titles of cards."""

    groups: list[Group]
    beside: list[Group]
    checked: list[Message]
    failed: list[Message]

    def group(self, name: str) -> Group | None:
        """Return the group of that name, None for an empty one."""
        named = [one for one in (*self.groups, *self.beside) if one.name == name]
        return next(iter(named), None)


def cards(site: PloneSite, request: IBrowserRequest) -> list[tuple[str, Any]]:
    """Return the cards that are there for this person as (name, card), by name."""
    found = [(name, card) for name, card in getAdapters((site, request), ICard)]
    return sorted(((name, card) for name, card in found if card.available()), key=itemgetter(0))


def pressing(row: WorkRow) -> tuple[int, datetime]:
    """Return by what rows are ordered: late before soon, then by the moment they are due."""
    return (URGENCIES.index(row.urgency), row.due or NEVER)


def gather(site: PloneSite, request: IBrowserRequest, hidden: tuple[str, ...] = ()) -> Ledger:
    """Return the dashboard of the current user; a card that fails is named and left out."""
    groups = {name: Group(name, title, text) for name, title, text in LEDGER}
    groups |= {name: Group(name, title) for name, title in BESIDE}
    checked, failed = [], []
    for name, card in cards(site, request):
        if name in hidden or card.group not in groups:
            continue
        try:
            rows = card.rows(OF_CARD + 1)
        except ConflictError:
            raise
        except Exception:
            # One add-on must not take the day's work away: the person reads its name, we the rest
            logger.exception("The card %s of the dashboard failed", name)
            failed.append(card.title)
            continue
        _fill(groups[card.group], card, rows)
        if not rows and card.group in ("decide", "mend", "heard"):
            checked.append(card.title)
    for group in groups.values():
        group.rows.sort(key=pressing)
        group.rows = group.rows[: OF_GROUP if group.description else OF_SIDE]
    shown = {name: group for name, group in groups.items() if group.rows}
    return Ledger(
        [shown[name] for name, *_words in LEDGER if name in shown],
        [shown[name] for name, _title in BESIDE if name in shown],
        checked,
        failed,
    )


def _fill(group: Group, card: Any, rows: list[WorkRow]) -> None:
    group.rows += rows[:OF_CARD]
    more = getattr(card, "more_url", "")
    if len(rows) > OF_CARD and more:
        group.more.append((card.title, more))
