"""Minutes of a working group: submitted, approved by those who met, then their decisions told.

Where one commune met alone, others of the group approve them too (`rules.witnesses`).
"""

from communesplone.core import _
from communesplone.hub.together.interfaces import CannotBeDone
from communesplone.hub.together.meeting import WorkingMeeting
from communesplone.hub.together.members import Speaker
from communesplone.hub.together.minutes import asked
from communesplone.hub.together.minutes import can_be_approved
from communesplone.hub.together.store import dealings_to_write
from communesplone.hub.together.store import now
from communesplone.hub.together.store import Said
from communesplone.hub.together.store import together
from communesplone.hub.together.telling import tell_to_approve
from communesplone.hub.together.workflow import is_approved
from communesplone.hub.together.workflow import move
from communesplone.hub.together.workflow import state_of
from plone.uuid.interfaces import IUUID
from Products.CMFPlone.Portal import PloneSite
from Products.DCWorkflow.interfaces import IAfterTransitionEvent
from zope.component.hooks import getSite


def submit(site: PloneSite, meeting: WorkingMeeting) -> None:
    """Give minutes to the communes that met, to be approved.

    :raises CannotBeDone: they are not written, no commune is ticked, or nobody else can approve.
    """
    if meeting.attending and not can_be_approved(site, meeting):
        raise CannotBeDone(
            _(
                "One commune took part, and its group has too few others that could approve. Ask "
                "the coordination of the hub to add one to the group."
            )
        )
    move(meeting, "submit_minutes")
    tell_to_approve(site, meeting)


def approve(site: PloneSite, meeting: WorkingMeeting, who: Speaker, word: str = "") -> bool:
    """Approve minutes for a commune; return whether they are approved by all now.

    :raises CannotBeDone: they do not wait for that commune.
    """
    if state_of(meeting) != "to_approve" or who.commune not in asked(site, meeting):
        raise CannotBeDone(_("These minutes do not wait for your commune."))
    kept = dealings_to_write(site, meeting)
    kept.agreeing[who.commune] = tuple(Said(now(), who.user, word))
    if not is_approved(site, meeting, kept, ""):
        return False
    move(meeting, "approve_minutes")
    return True


def write_again(site: PloneSite, meeting: WorkingMeeting) -> None:
    """Take minutes back to write them again; they are approved anew then.

    :raises CannotBeDone: they do not wait.
    """
    move(meeting, "write_again")


def keep_in_step(meeting: WorkingMeeting, event: IAfterTransitionEvent) -> None:
    """Have what was approved be what everyone reads, whichever way the minutes move.

    What is submitted, or written again, nobody has approved yet.
    """
    site = getSite()
    if event.transition is None or together(site) is None:
        return
    if event.new_state.id == "approved":
        publish_decisions(site, meeting)
    else:
        dealings_to_write(site, meeting).agreeing.clear()


def publish_decisions(site: PloneSite, meeting: WorkingMeeting) -> None:
    """Write the decisions of approved minutes where everyone reads them."""
    uid, group = IUUID(meeting), meeting.aq_parent.title
    day = meeting.start.date().isoformat()
    for number, text in enumerate(meeting.decisions or ()):
        together(site).decisions[f"{day} {uid} {number:03}"] = (text, group, uid)
