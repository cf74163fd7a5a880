"""A vote: opened and closed by jobs at their moment, counted once, kept with who could vote."""

from communesplone.core import _
from communesplone.core import jobs
from communesplone.hub.together.interfaces import CannotBeDone
from communesplone.hub.together.members import members
from communesplone.hub.together.members import merged
from communesplone.hub.together.members import name_of
from communesplone.hub.together.members import Speaker
from communesplone.hub.together.proposal import Proposal
from communesplone.hub.together.rules import CHOICES
from communesplone.hub.together.rules import closes
from communesplone.hub.together.rules import eligible
from communesplone.hub.together.rules import Outcome
from communesplone.hub.together.rules import tally
from communesplone.hub.together.settings import rules_of
from communesplone.hub.together.store import Ballot
from communesplone.hub.together.store import Dealings
from communesplone.hub.together.store import dealings
from communesplone.hub.together.store import dealings_to_write
from communesplone.hub.together.store import moment_of
from communesplone.hub.together.store import now
from communesplone.hub.together.store import Round
from communesplone.hub.together.telling import tell_outcome
from communesplone.hub.together.telling import tell_voices
from communesplone.hub.together.workflow import move
from communesplone.hub.together.workflow import state_of
from dataclasses import asdict
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone.uuid.interfaces import IUUID
from Products.CMFPlone.Portal import PloneSite


OPEN = "communesplone.hub.together.open"
REMIND = "communesplone.hub.together.remind"
CLOSE = "communesplone.hub.together.close"
#: How long before its end those are reminded who have not voted.
REMINDER = timedelta(days=2)
#: A vote can be announced so long ahead.
HORIZON = timedelta(days=180)
#: The transition that each outcome pushes.
MOVES: dict[Outcome, str] = {"accepted": "accept", "declined": "decline", "again": "vote_again"}


def announce(site: PloneSite, proposal: Proposal, opens: datetime) -> Round:
    """Have a vote open at an aware moment; one that has come opens at once.

    :raises CannotBeDone: it has no estimate, a vote is announced already, or the moment is odd.
    """
    if state_of(proposal) != "estimated":
        raise CannotBeDone(_("A vote opens on a proposal that is estimated."))
    kept, moment = dealings_to_write(site, proposal), datetime.now(UTC)
    if kept.last_round is not None and kept.last_round.result is None:
        raise CannotBeDone(_("A vote is announced already."))
    if opens > moment + HORIZON:
        raise CannotBeDone(_("Choose a day within the next six months."))
    rules, opens = rules_of(site), max(opens, moment)
    number = kept.rounds.maxKey() + 1 if kept.rounds else 1
    made = Round(_text(opens), _text(closes(rules, opens)), rules)
    kept.rounds[number] = made
    if opens == moment:
        open_round(site, IUUID(proposal), number)
    else:
        jobs.add(OPEN, IUUID(proposal), number, run_at=opens, site=site)
    return made


def open_round(site: PloneSite, uid: str, number: int) -> None:
    """Job: open a vote, and keep who may vote; nothing when it is open already."""
    found = _round(site, uid, number)
    if found is None or found[1].voters is not None:
        return
    proposal, made = found
    kept = dealings_to_write(site, proposal)
    concerned = merged(site, {proposal.commune, *kept.agreeing, *kept.pledges})
    made.voters = eligible(made.rules, members(site), concerned)
    move(proposal, "open_vote")
    end = moment_of(made.closes)
    jobs.add(CLOSE, uid, number, run_at=end, site=site)
    if end - REMINDER > datetime.now(UTC):
        jobs.add(REMIND, uid, number, run_at=end - REMINDER, site=site)
    tell_voices(site, proposal, made, made.voters)


def remind(site: PloneSite, uid: str, number: int) -> None:
    """Job: remind the voices of the communes that have not voted."""
    found = _round(site, uid, number)
    if found is not None and found[1].voters and found[1].result is None:
        proposal, made = found
        tell_voices(site, proposal, made, set(made.voters) - set(made.ballots), again=True)


def is_open(made: Round | None, moment: datetime | None = None) -> bool:
    """Tell whether communes can vote at a moment (now), whatever the jobs have done yet."""
    moment = moment or datetime.now(UTC)
    return (
        made is not None
        and made.voters is not None
        and made.result is None
        and moment < moment_of(made.closes)
    )


def vote(site: PloneSite, proposal: Proposal, who: Speaker, choice: str, word: str = "") -> None:
    """Give the voice of a commune, in the place of what it said before.

    :raises CannotBeDone: no vote is open, the commune has no voice in it, nothing is chosen.
    """
    made = dealings(site, proposal).last_round
    if not is_open(made):
        raise CannotBeDone(_("This vote is closed. Its result stands on the page."))
    if who.commune not in made.voters:
        raise CannotBeDone(
            _(
                "${commune} could not vote when this vote opened.",
                mapping={"commune": name_of(site, who.commune)},
            )
        )
    if choice not in CHOICES:
        raise CannotBeDone(_("Choose: for, against, or abstention."))
    moment = now()
    made.ballots[who.commune] = tuple(Ballot(choice, moment, who.user, word))
    made.changes[f"{moment} {who.commune}"] = choice
    dealings_to_write(site, proposal).followers.insert(who.user)


def close_round(site: PloneSite, uid: str, number: int) -> None:
    """Job: count a vote that has ended, keep what was counted, and move the proposal on; once."""
    found = _round(site, uid, number)
    if found is None or found[1].voters is None or found[1].result is not None:
        return
    proposal, made = found
    end = moment_of(made.closes)
    if datetime.now(UTC) < end:
        jobs.add(CLOSE, uid, number, run_at=end, site=site)
        return
    counted = tally(made.rules, made.voters, made.choices)
    made.result = asdict(counted)
    move(proposal, MOVES[counted.outcome])
    kept: Dealings = dealings_to_write(site, proposal)
    tell_outcome(site, proposal, kept, counted)


def _round(site: PloneSite, uid: str, number: int) -> tuple[Proposal, Round] | None:
    """Return a proposal and its vote; None when one of them is gone."""
    # Cannot leak: a job is nobody's, and what it finds is written, not shown
    brains = site.portal_catalog.unrestrictedSearchResults(UID=uid)
    # Cannot leak: as above
    proposal = brains[0]._unrestrictedGetObject() if brains else None
    made = dealings(site, proposal).rounds.get(number) if proposal is not None else None
    return (proposal, made) if made is not None else None


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
