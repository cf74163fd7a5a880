"""Telling people what happens to proposals and minutes, as they chose to be told."""

from collections.abc import Iterable
from communesplone.core import _
from communesplone.core.notifications import NotificationKind
from communesplone.core.notifications import tell
from communesplone.core.records import Notice
from communesplone.hub.together.members import voices_of
from communesplone.hub.together.minutes import asked
from communesplone.hub.together.rules import Tally
from communesplone.hub.together.store import Dealings
from communesplone.hub.together.store import dealings
from communesplone.hub.together.store import now
from communesplone.hub.together.store import Round
from plone.uuid.interfaces import IUUID
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.i18nmessageid import Message


#: The hub alone has these kinds: its profile registers them.
VOICE, PROPOSALS = "hub-voice", "hub-proposals"


#: What waits for the voice of a commune.
VOICE_KIND = NotificationKind(
    _("A decision waits for the voice of your commune"),
    _("Those who carry the voice of a commune."),
    "now",
)
#: What happens to a proposal.
PROPOSALS_KIND = NotificationKind(
    _("A proposal that you follow has moved on"),
    _("Those who follow it, and those who spoke of it for their commune."),
    "daily",
)
#: What is told of each outcome.
OUTCOMES = {
    "accepted": _("“${title}” is accepted"),
    "declined": _("“${title}” is declined"),
    "again": _("The vote on “${title}” has decided nothing"),
}


def tell_voices(
    site: PloneSite, proposal: Any, made: Round, communes: Iterable[str], *, again: bool = False
) -> None:
    """Tell the voices of communes that a vote waits for them."""
    words = _("The vote on “${title}” closes in two days") if again else _("Vote on “${title}”")
    key = f"{IUUID(proposal)} {made.opens} {'again' if again else 'open'}"
    _tell(site, VOICE, proposal, key, words, "", voices_of(site, communes))


def tell_outcome(site: PloneSite, proposal: Any, kept: Dealings, counted: Tally) -> None:
    """Tell those who follow a proposal what its vote came to."""
    told = f"{counted.favour} + {counted.against} + {counted.abstain} / {counted.voters}"
    tell_followers(site, proposal, OUTCOMES[counted.outcome], told)


def tell_followers(site: PloneSite, proposal: Any, words: Message, text: str) -> None:
    """Tell those who follow a proposal what happened."""
    people = list(dealings(site, proposal).followers)
    _tell(site, PROPOSALS, proposal, f"{IUUID(proposal)} {now()}", words, text, people)


def tell_to_approve(site: PloneSite, meeting: Any) -> None:
    """Tell the voices of the communes that approve minutes that some wait for them."""
    people = voices_of(site, asked(site, meeting))
    words = _("Minutes to approve: ${title}")
    _tell(site, VOICE, meeting, f"{IUUID(meeting)} {now()}", words, "", people)


def _tell(
    site: PloneSite,
    kind: str,
    content: Any,
    key: str,
    words: Message,
    text: str,
    people: list[str],
) -> None:
    title = Message(words, mapping={"title": content.title})
    notice = Notice(key, title, content.absolute_url(), text)
    tell(site, kind, notice, people, IUUID(content))
