"""What the coordination of the hub does with proposals: estimate, send back, begin, release."""

from communesplone.core import _
from communesplone.hub.together.interfaces import CannotBeDone
from communesplone.hub.together.pledging import amount_of
from communesplone.hub.together.proposal import Proposal
from communesplone.hub.together.store import dealings
from communesplone.hub.together.store import dealings_to_write
from communesplone.hub.together.store import Estimate
from communesplone.hub.together.telling import tell_followers
from communesplone.hub.together.workflow import move
from communesplone.hub.together.workflow import state_of
from Products.CMFPlone.Portal import PloneSite


def estimate(site: PloneSite, proposal: Proposal, days: str, note: str) -> None:
    """Write how many days of work a proposal takes; it can be written again until the vote.

    :param days: as a person writes it.
    :raises CannotBeDone: it is no number of days, or a vote is announced.
    """
    state, last = state_of(proposal), dealings(site, proposal).last_round
    if state not in ("supported", "estimated") or (last is not None and last.result is None):
        raise CannotBeDone(_("A proposal is estimated once its need is shared, before its vote."))
    found = Estimate(f"{amount_of(days, 'days'):f}", note)
    dealings_to_write(site, proposal).kept_estimate = tuple(found)
    if state == "supported":
        move(proposal, "estimate")
        tell_followers(site, proposal, _("“${title}” is estimated"), note)


def send_back(site: PloneSite, proposal: Proposal, reason: str) -> None:
    """Send a proposal back to its authors.

    :raises CannotBeDone: without a reason, or when its vote is announced or open.
    """
    last = dealings(site, proposal).last_round
    if last is not None and last.result is None:
        raise CannotBeDone(_("A vote is announced: it cannot be sent back any more."))
    move(proposal, "send_back", reason)
    tell_followers(site, proposal, _("“${title}” is sent back to its authors"), reason)


def propose_again(site: PloneSite, proposal: Proposal) -> None:
    """Propose again what was sent back; communes that shared the need still do."""
    move(proposal, "resubmit")
    tell_followers(site, proposal, _("“${title}” is proposed again"), "")


def begin(site: PloneSite, proposal: Proposal) -> None:
    """Begin the work: what was promised is fixed from now on."""
    move(proposal, "start")
    tell_followers(site, proposal, _("The work on “${title}” begins"), "")


def release(site: PloneSite, proposal: Proposal, tool: str, version: str, note: str) -> None:
    """Say what came of a proposal: a tool of the registry, and its release.

    :raises CannotBeDone: one is missing, or the work has not begun.
    """
    proposal.tool, proposal.release, proposal.released_note = tool, version, note
    move(proposal, "release")
    proposal.reindexObject(idxs=["hub_about"])
    tell_followers(site, proposal, _("“${title}” is released"), f"{tool} {version}")
