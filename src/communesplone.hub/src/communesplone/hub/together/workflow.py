"""The states of a proposal and of minutes: what has to be true before either moves.

Who may push a transition is said by the workflows in the profile; this says whether the facts are
there, whoever pushes: no voice is skipped by a click in a menu.
"""

from collections.abc import Callable
from communesplone.core import _
from communesplone.core.settings import settings
from communesplone.hub.together.interfaces import CannotBeDone
from communesplone.hub.together.meeting import WorkingMeeting
from communesplone.hub.together.members import merged
from communesplone.hub.together.minutes import missing
from communesplone.hub.together.proposal import Proposal
from communesplone.hub.together.settings import ITogetherSettings
from communesplone.hub.together.store import Dealings
from communesplone.hub.together.store import dealings
from plone import api
from Products.CMFCore.WorkflowCore import WorkflowException
from Products.CMFPlone.Portal import PloneSite
from Products.DCWorkflow.interfaces import IBeforeTransitionEvent
from typing import Any
from zope.component.hooks import getSite
from zope.i18nmessageid import Message


PROPOSAL_WORKFLOW, MEETING_WORKFLOW = "communes_proposal", "communes_minutes"
Fact = Callable[[PloneSite, Any, Dealings, str], bool]

#: By what can no longer be promised or taken back, in the order in which a proposal moves.
OPEN_TO_PLEDGES = frozenset({"supported", "estimated", "vote", "accepted"})
OPEN_TO_SUPPORT = frozenset({"idea", "supported", "estimated"})


def is_supported(site: PloneSite, proposal: Proposal, kept: Dealings, word: str) -> bool:
    """Tell whether enough communes share a need; those that were merged since are one."""
    return len(merged(site, kept.agreeing)) >= settings(ITogetherSettings, site).supporters


def is_estimated(site: PloneSite, proposal: Proposal, kept: Dealings, word: str) -> bool:
    """Tell whether somebody wrote how many days it takes."""
    return kept.estimate is not None


def is_voted_on(site: PloneSite, proposal: Proposal, kept: Dealings, word: str) -> bool:
    """Tell whether a vote is open."""
    last = kept.last_round
    return last is not None and last.voters is not None and last.result is None


def has_come_out(outcome: str) -> Fact:
    """Return the fact that the last vote came out so."""

    def fact(site: PloneSite, proposal: Proposal, kept: Dealings, word: str) -> bool:
        tally = kept.last_round.tally if kept.last_round is not None else None
        return tally is not None and tally.outcome == outcome

    return fact


def is_released(site: PloneSite, proposal: Proposal, kept: Dealings, word: str) -> bool:
    """Tell whether the tool and its release are named."""
    return bool(proposal.tool and proposal.release)


def has_reason(site: PloneSite, content: Any, kept: Dealings, word: str) -> bool:
    """Tell whether a word explains the step."""
    return bool(word.strip())


def has_minutes(site: PloneSite, meeting: WorkingMeeting, kept: Dealings, word: str) -> bool:
    """Tell whether there is something to approve, and somebody who can."""
    return bool(meeting.minutes and meeting.minutes.raw.strip() and meeting.attending)


def is_approved(site: PloneSite, meeting: WorkingMeeting, kept: Dealings, word: str) -> bool:
    """Tell whether each commune that took part has approved, and others where it was one alone."""
    return missing(site, meeting, kept) == ((), 0)


#: What must be true, by transition, and what a person reads when it is not.
FACTS: dict[str, tuple[Fact, Message]] = {
    "support": (is_supported, _("Too few communes share this need so far.")),
    "estimate": (is_estimated, _("Write how many days of work it takes.")),
    "open_vote": (is_voted_on, _("No vote is open.")),
    "accept": (has_come_out("accepted"), _("No vote has accepted this proposal.")),
    "decline": (has_come_out("declined"), _("No vote has declined this proposal.")),
    "vote_again": (has_come_out("again"), _("The last vote has decided.")),
    "release": (is_released, _("Name the tool and the release that came of it.")),
    "send_back": (has_reason, _("Say why: its authors read it on the page.")),
    "submit_minutes": (
        has_minutes,
        _("Write the minutes and tick the communes that took part, then submit them."),
    ),
    "approve_minutes": (is_approved, _("Not all communes that have to approve have done so.")),
}


def check_facts(content: Proposal | WorkingMeeting, event: IBeforeTransitionEvent) -> None:
    """Stop a transition whose facts are missing.

    :raises WorkflowException: with the sentence for the person.
    """
    found = FACTS.get(event.transition.id) if event.transition is not None else None
    if found is None:
        return
    fact, refusal = found
    site = getSite()
    word = (event.kwargs or {}).get("comment", "")
    if not fact(site, content, dealings(site, content), word):
        raise WorkflowException(refusal)


def move(content: Proposal | WorkingMeeting, transition: str, word: str = "") -> None:
    """Move a proposal or minutes on.

    Whoever calls this has checked the person; a commune's voice may complete what many began, as
    the last that approves minutes, without the right to push the transition alone.

    :raises CannotBeDone: the facts are missing, or it stands elsewhere by now.
    """
    if not may_leave(content, transition):
        raise CannotBeDone(_("This has moved on meanwhile. Read where it stands."))
    tool = api.portal.get_tool("portal_workflow")
    # Cannot leak: nothing is read for the person, and `check_facts` decides
    with api.env.adopt_roles(["Manager"]):
        try:
            tool.doActionFor(content, transition, comment=word)
        except WorkflowException as error:
            raise CannotBeDone(FACTS[transition][1]) from error
        content.reindexObject()


def may_leave(content: Proposal | WorkingMeeting, transition: str) -> bool:
    """Tell whether a transition leaves the state in which something is."""
    tool = api.portal.get_tool("portal_workflow")
    workflow = tool.getWorkflowsFor(content)[0]
    return transition in workflow.states[state_of(content)].transitions


def state_of(content: Proposal | WorkingMeeting) -> str:
    """Return the state of a proposal or of minutes."""
    return api.content.get_state(content)
