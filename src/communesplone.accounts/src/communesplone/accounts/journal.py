"""What was done to teams and accounts: who, when, in words, and the state before."""

from collections.abc import Iterator
from communesplone.accounts.store import Entry
from communesplone.accounts.store import store
from communesplone.accounts.store import utc_now
from communesplone.core import _
from contextlib import contextmanager
from contextvars import ContextVar
from plone import api
from Products.CMFPlone.Portal import PloneSite
from secrets import token_hex
from typing import Any
from zope.i18nmessageid import Message


#: Lines kept: a commune fills them in years.
KEPT = 500
TEAM_MADE, TEAM_CHANGED, TEAM_REMOVED = "team-made", "team-changed", "team-removed"
INVITED, JOINED, UNINVITED = "invited", "joined", "uninvited"
CLOSED, REOPENED, PASSED_ON = "closed", "reopened", "passed-on"
LEAVES, STAYS = "leaves", "stays"
LOOKED, UNDONE = "looked", "undone"
FACTOR_ON, FACTOR_OFF = "factor-on", "factor-off"
#: Acts whose state before is kept, so that they can be taken back.
CAN_UNDO = frozenset({TEAM_MADE, TEAM_CHANGED, TEAM_REMOVED})
WORDS = {
    TEAM_MADE: _("made the team “${team}”"),
    TEAM_CHANGED: _("changed the team “${team}”"),
    TEAM_REMOVED: _("removed the team “${team}”"),
    INVITED: _("invited ${address}"),
    UNINVITED: _("withdrew the invitation of ${address}"),
    JOINED: _("accepted the invitation"),
    CLOSED: _("closed the access of ${name}"),
    REOPENED: _("opened the access of ${name} again"),
    PASSED_ON: _("handed the pages of ${name} to ${heir}"),
    LEAVES: _("noted that ${name} leaves: last day ${day}"),
    STAYS: _("noted that ${name} stays"),
    LOOKED: _("looked at “${title}” with other eyes: ${eyes}"),
    UNDONE: _("took back: team “${team}”"),
    FACTOR_ON: _("set up the double check"),
    FACTOR_OFF: _("took away the double check"),
}


_telling: ContextVar[bool] = ContextVar("telling", default=False)


@contextmanager
def telling() -> Iterator[None]:
    """For the block that tells by itself what it does to teams."""
    token = _telling.set(True)
    try:
        yield
    finally:
        _telling.reset(token)


def is_telling() -> bool:
    """Tell whether who changes a team now writes its own line."""
    return _telling.get()


def record(
    site: PloneSite, act: str, about: dict[str, Any], before: Any = None, actor: str = ""
) -> Entry:
    """Write a line of the journal and return it.

    :param about: the words that stand in its sentence.
    :param before: plain data by which the act is taken back.
    """
    actor = actor or api.user.get_current().getId() or ""
    entry = Entry(token_hex(6), utc_now(), actor, act, about, before)
    lines = store(site).journal
    lines.append(entry)
    del lines[:-KEPT]
    return entry


def entries(site: PloneSite) -> Iterator[Entry]:
    """Yield the lines, the newest first."""
    yield from reversed(store(site).journal)


def find(site: PloneSite, entry_id: str) -> Entry | None:
    """Return a line by its id."""
    return next((one for one in entries(site) if one.id == entry_id), None)


def sentence(entry: Entry) -> Message:
    """Return what was done, a message after the name of who did it."""
    words = WORDS[entry.act]
    return Message(words, mapping=entry.about)
