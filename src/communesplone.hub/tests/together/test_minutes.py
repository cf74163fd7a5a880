"""A working group: who reads its papers, how minutes are approved, what everyone reads then."""

from communesplone.hub.communes import people
from communesplone.hub.together import approving
from communesplone.hub.together import group
from communesplone.hub.together import meeting
from communesplone.hub.together.hub import minutes_waiting
from communesplone.hub.together.interfaces import CannotBeDone
from communesplone.hub.together.listing import decisions
from communesplone.hub.together.place import place_of
from communesplone.hub.together.store import dealings
from communesplone.hub.together.workflow import move
from communesplone.hub.together.workflow import state_of
from datetime import datetime
from plone import api
from plone.app.textfield import RichTextValue
from Products.CMFCore.WorkflowCore import WorkflowException
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
import pytest


DURBUY, NAMUR, VITH = "nis:83012", "nis:92094", "nis:63067"


@pytest.fixture
def rural(communes, portal):
    with api.env.adopt_roles(["Manager"]):
        return api.content.create(
            place_of(portal), group.TYPE, title="Communes rurales", communes=(NAMUR, DURBUY)
        )


@pytest.fixture
def held(rural, speaking):
    """A meeting that Namur added, held with Durbuy, with minutes."""
    with speaking(NAMUR, "clerk"):
        return api.content.create(
            rural,
            meeting.TYPE,
            title="Novembre",
            start=datetime(2026, 11, 18, 14),
            agenda="Déchets\nVoirie",
            attending=(NAMUR, DURBUY),
            minutes=RichTextValue("<p>Madame X a dit oui.</p>", "text/html", "text/x-html-safe"),
            decisions=("Un seul calendrier des déchets.",),
        )


def test_the_papers_of_a_group_are_read_by_its_communes_alone(visiting, held, rural, speaking):
    with speaking(DURBUY, "clerk"):
        assert api.user.has_permission("View", obj=held)
        assert not api.user.has_permission("Modify portal content", obj=rural)
    with speaking(VITH):
        assert not api.user.has_permission("View", obj=held)
        assert api.user.has_permission("View", obj=rural)
    with visiting():
        assert not api.user.has_permission("View", obj=rural)


@pytest.mark.parametrize("kind", ["File", "Image", "Document"])
def test_whatever_is_put_into_a_group_is_read_by_its_communes_alone(
    kind, visiting, rural, speaking
):
    with speaking(NAMUR, "clerk"):
        paper = api.content.create(rural, kind, title="Devis")
    with speaking(DURBUY, "clerk"):
        assert api.user.has_permission("View", obj=paper)
    with speaking(VITH):
        assert not api.user.has_permission("View", obj=paper)
        assert not api.content.find(UID=paper.UID())
    with visiting():
        assert not api.user.has_permission("View", obj=paper)


def test_a_commune_that_leaves_the_group_reads_its_papers_no_more(held, rural, speaking):
    rural.communes = (NAMUR, VITH)
    notify(ObjectModifiedEvent(rural))
    with speaking(DURBUY):
        assert not api.user.has_permission("View", obj=held)
    with speaking(VITH):
        assert api.user.has_permission("View", obj=held)


def test_who_leaves_a_commune_reads_no_paper_of_its_groups_not_even_their_own(
    held, rural, speaking, portal
):
    with speaking(NAMUR, "clerk"):
        paper = api.content.create(rural, "File", title="Devis")
        assert api.user.has_permission("Modify portal content", obj=held)
    people.remove(portal, NAMUR, "clerk-92094")
    with api.env.adopt_user(username="clerk-92094"):
        assert not api.user.has_permission("View", obj=held)
        assert not api.user.has_permission("View", obj=paper)
        assert not api.content.find(UID=[held.UID(), paper.UID()])


def test_decisions_are_read_by_everyone_once_all_that_met_have_approved(held, speaking, portal):
    approving.submit(portal, held)
    with speaking(NAMUR) as who:
        assert not api.user.has_permission("Modify portal content", obj=held)
        assert not approving.approve(portal, held, who)
    assert decisions(portal) == ([], 0)
    with speaking(DURBUY) as who:
        assert approving.approve(portal, held, who, "Très clair.")
    assert state_of(held) == "approved"
    (found,), total = decisions(portal)
    assert (found.day, found.text, found.group, total) == (
        "2026-11-18",
        "Un seul calendrier des déchets.",
        "Communes rurales",
        1,
    )


def test_a_commune_that_did_not_meet_approves_nothing(held, speaking, portal):
    approving.submit(portal, held)
    with speaking(VITH) as who, pytest.raises(CannotBeDone):
        approving.approve(portal, held, who)


def test_minutes_of_one_commune_alone_are_approved_by_another_too(held, rural, speaking, portal):
    held.attending = (NAMUR, NAMUR)
    approving.submit(portal, held)
    with speaking(NAMUR) as who:
        assert not approving.approve(portal, held, who)
        with pytest.raises(CannotBeDone):
            move(held, "approve_minutes")
    assert decisions(portal) == ([], 0)
    with speaking(VITH) as who, pytest.raises(CannotBeDone):
        approving.approve(portal, held, who)
    with speaking(DURBUY) as who:
        assert [one.getId() for one in minutes_waiting(portal, who)] == [held.getId()]
        assert approving.approve(portal, held, who)
    assert decisions(portal)[1] == 1


def test_another_commune_alone_approves_nothing_for_the_one_that_met(held, speaking, portal):
    held.attending = (NAMUR,)
    approving.submit(portal, held)
    with speaking(DURBUY) as who:
        assert not approving.approve(portal, held, who)
    assert state_of(held) == "to_approve"


def test_minutes_that_nobody_else_can_approve_are_not_submitted(held, rural, portal):
    held.attending = rural.communes = (NAMUR,)
    with pytest.raises(CannotBeDone, match="coordination"):
        approving.submit(portal, held)
    assert state_of(held) == "planned"


def test_minutes_written_again_are_approved_anew(held, speaking, portal):
    approving.submit(portal, held)
    with speaking(NAMUR) as who:
        approving.approve(portal, held, who)
    approving.write_again(portal, held)
    assert state_of(held) == "planned"
    assert not dealings(portal, held).agreeing


def test_no_approval_of_a_former_text_counts_whichever_way_it_is_written_again(
    held, speaking, portal
):
    approving.submit(portal, held)
    with speaking(NAMUR) as who:
        approving.approve(portal, held, who)
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(held, "write_again")
    held.decisions = ("Deux calendriers.",)
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(held, "submit_minutes")
    with speaking(DURBUY) as who:
        assert not approving.approve(portal, held, who)
    assert decisions(portal) == ([], 0)


@pytest.mark.parametrize("transition", ["write_again", "approve_minutes"])
def test_no_member_moves_minutes_by_the_workflow_alone(transition, held, speaking, portal):
    approving.submit(portal, held)
    workflow = api.portal.get_tool("portal_workflow")
    with speaking(NAMUR), pytest.raises(WorkflowException):
        workflow.doActionFor(held, transition)
    with speaking(NAMUR, "clerk"), pytest.raises(WorkflowException):
        workflow.doActionFor(held, transition)
    assert state_of(held) == "to_approve"


def test_minutes_without_a_text_or_communes_are_not_submitted(held, portal):
    held.attending = ()
    with pytest.raises(CannotBeDone):
        approving.submit(portal, held)
    assert state_of(held) == "planned"
