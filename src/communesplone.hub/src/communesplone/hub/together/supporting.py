"""Sharing a need: what makes an idea a proposal of several communes. And following one."""

from communesplone.core import _
from communesplone.hub.together.interfaces import CannotBeDone
from communesplone.hub.together.members import Speaker
from communesplone.hub.together.proposal import Proposal
from communesplone.hub.together.store import dealings_to_write
from communesplone.hub.together.store import now
from communesplone.hub.together.store import Said
from communesplone.hub.together.workflow import is_supported
from communesplone.hub.together.workflow import move
from communesplone.hub.together.workflow import OPEN_TO_SUPPORT
from communesplone.hub.together.workflow import state_of
from Products.CMFPlone.Portal import PloneSite


def share_need(site: PloneSite, proposal: Proposal, who: Speaker, word: str = "") -> None:
    """Say that a commune has the same need; with enough of them the idea moves on.

    :raises CannotBeDone: it is voted on, or further.
    """
    _check_open(proposal)
    kept = dealings_to_write(site, proposal)
    kept.agreeing[who.commune] = tuple(Said(now(), who.user, word))
    kept.followers.insert(who.user)
    if state_of(proposal) == "idea" and is_supported(site, proposal, kept, ""):
        move(proposal, "support")


def leave_need(site: PloneSite, proposal: Proposal, who: Speaker) -> None:
    """Take back that a commune shares a need; its authors cannot.

    :raises CannotBeDone: it is voted on, or further; or the commune wrote it.
    """
    _check_open(proposal)
    if who.commune == proposal.commune:
        raise CannotBeDone(_("Your commune has written this proposal."))
    dealings_to_write(site, proposal).agreeing.pop(who.commune, None)


def follow(site: PloneSite, proposal: Proposal, who: Speaker) -> bool:
    """Begin or cease to follow a proposal; return whether this person follows it now."""
    followers = dealings_to_write(site, proposal).followers
    if who.user in followers:
        followers.remove(who.user)
        return False
    followers.insert(who.user)
    return True


def _check_open(proposal: Proposal) -> None:
    if state_of(proposal) not in OPEN_TO_SUPPORT:
        raise CannotBeDone(_("Communes can join a need until its vote opens."))
