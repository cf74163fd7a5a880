"""A proposal from idea to release: support, estimate, promises, vote, what moves it and when."""

from communesplone.core import jobs
from communesplone.core.sharing.records import Succession
from communesplone.hub.catalogue import catalogue
from communesplone.hub.communes import people
from communesplone.hub.together import pledging
from communesplone.hub.together import steering
from communesplone.hub.together import supporting
from communesplone.hub.together import voting
from communesplone.hub.together.born import origins
from communesplone.hub.together.interfaces import CannotBeDone
from communesplone.hub.together.pledging import amount_of
from communesplone.hub.together.store import dealings
from communesplone.hub.together.store import together
from communesplone.hub.together.workflow import state_of
from communesplone.hub.together.writing import sketch_of
from communesplone.hub.together.writing import Written
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from decimal import Decimal
from plone import api
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.interfaces import ISerializeToJson
from plone.uuid.interfaces import IUUID
from Products.CMFCore.WorkflowCore import WorkflowException
from zope.component import getMultiAdapter
import json
import pytest


DURBUY, NAMUR, VITH = "nis:83012", "nis:92094", "nis:63067"


@pytest.fixture
def estimated(proposal, speaking, portal):
    with speaking(NAMUR) as who:
        supporting.share_need(portal, proposal, who, "Chez nous aussi.")
    steering.estimate(portal, proposal, "46", "Par trois communes")
    return proposal


@pytest.fixture
def voted(estimated, portal):
    """A proposal whose vote is open."""
    voting.announce(portal, estimated, datetime.now(UTC))
    return estimated


@pytest.fixture
def end(portal):
    """`end(proposal)`: the vote has ended, and its job has run."""

    def let_end(proposal):
        made = dealings(portal, proposal).last_round
        made.closes = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
        voting.close_round(portal, IUUID(proposal), 1)

    return let_end


def test_an_idea_is_read_by_members_and_beyond_it_by_everyone(
    visiting, proposal, speaking, portal
):
    assert state_of(proposal) == "idea"
    with visiting():
        assert not api.user.has_permission("View", obj=proposal)
    with speaking(NAMUR) as who:
        assert api.user.has_permission("View", obj=proposal)
        supporting.share_need(portal, proposal, who)
    assert state_of(proposal) == "supported"
    with visiting():
        assert api.user.has_permission("View", obj=proposal)


def test_its_authors_cannot_leave_it_others_can(proposal, speaking, portal, rules):
    rules.supporters = 3
    with speaking(NAMUR) as who:
        supporting.share_need(portal, proposal, who)
        supporting.leave_need(portal, proposal, who)
    assert list(dealings(portal, proposal).agreeing) == [DURBUY]
    with speaking(DURBUY) as who, pytest.raises(CannotBeDone):
        supporting.leave_need(portal, proposal, who)


@pytest.mark.parametrize(
    "transition", ["support", "estimate", "accept", "decline", "open_vote", "release"]
)
def test_nobody_moves_it_by_the_menu_before_the_facts_are_there(proposal, transition, portal):
    with api.env.adopt_roles(["Manager"]), pytest.raises(WorkflowException):
        portal.portal_workflow.doActionFor(proposal, transition)


def test_a_step_that_is_possible_but_not_true_is_refused_with_its_reason(estimated, portal):
    with api.env.adopt_roles(["Manager"]), pytest.raises(WorkflowException) as refused:
        portal.portal_workflow.doActionFor(estimated, "open_vote")
    assert "vote" in str(refused.value)


def test_sending_back_needs_a_reason_and_its_authors_propose_again(proposal, portal, speaking):
    with pytest.raises(CannotBeDone):
        steering.send_back(portal, proposal, " ")
    assert state_of(proposal) == "idea"
    steering.send_back(portal, proposal, "Une commune seule en a besoin.")
    assert state_of(proposal) == "sent_back"
    with speaking(NAMUR) as who, pytest.raises(CannotBeDone):
        supporting.share_need(portal, proposal, who)
    with speaking(DURBUY, "clerk"):
        assert api.user.has_permission("Modify portal content", obj=proposal)
    with speaking(NAMUR):
        assert not api.user.has_permission("Modify portal content", obj=proposal)
    steering.propose_again(portal, proposal)
    assert state_of(proposal) == "idea"


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("8", "days", "8"),
        ("2,5", "days", "2.5"),
        ("4 000 €", "money", "4000"),
        ("10", "days", "10"),
    ],
)
def test_an_amount_is_read_as_people_write_it(text, kind, found):
    assert f"{amount_of(text, kind):f}" == found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "days"),
        ("0", "days"),
        ("-1", "days"),
        ("1001", "days"),
        ("2,3", "days"),
        ("nan", "days"),
        ("inf", "money"),
        ("1e999", "money"),
        ("12,50", "money"),
        ("x", "days"),
    ],
)
def test_what_is_no_amount_is_refused_in_words(text, kind):
    with pytest.raises(CannotBeDone):
        amount_of(text, kind)


def test_promises_change_until_the_work_begins_and_are_summed_in_days(
    voted, speaking, portal, end
):
    with speaking(NAMUR) as who:
        pledging.pledge(portal, voted, who, "days", "20")
        pledging.pledge(portal, voted, who, "days", "10")
        voting.vote(portal, voted, who, "for")
    with speaking(DURBUY) as who:
        pledging.pledge(portal, voted, who, "money", "4 000")
    assert pledging.promised(portal, dealings(portal, voted)) == Decimal(18)
    end(voted)
    assert state_of(voted) == "accepted"
    steering.begin(portal, voted)
    with speaking(NAMUR) as who, pytest.raises(CannotBeDone):
        pledging.pledge(portal, voted, who, "days", "1")
    with speaking(NAMUR) as who, pytest.raises(CannotBeDone):
        pledging.take_back(portal, voted, who)
    assert pledging.promised(portal, dealings(portal, voted)) == Decimal(18)
    with pytest.raises(CannotBeDone):
        steering.release(portal, voted, "communesplone.hub", "", "")
    assert origins(portal, "communesplone.hub") == []
    steering.release(portal, voted, "communesplone.hub", "1.2", "")
    assert state_of(voted) == "released"
    [origin] = origins(portal, "communesplone.hub")
    assert (origin.title, origin.payers) == (voted.title, ("Durbuy", "Namur"))


def test_nothing_is_promised_for_an_idea(proposal, speaking, portal):
    with speaking(DURBUY) as who, pytest.raises(CannotBeDone):
        pledging.pledge(portal, proposal, who, "days", "3")


def test_one_voice_a_commune_changed_as_often_as_it_likes(voted, speaking, portal, end):
    with speaking(NAMUR) as who:
        voting.vote(portal, voted, who, "against")
        voting.vote(portal, voted, who, "for", "Finalement oui.")
    with speaking(VITH) as who:
        voting.vote(portal, voted, who, "abstain")
        with pytest.raises(CannotBeDone):
            voting.vote(portal, voted, who, "maybe")
    made = dealings(portal, voted).last_round
    assert made.choices == {NAMUR: "for", VITH: "abstain"}
    assert len(made.changes) == 3
    end(voted)
    assert (made.tally.favour, made.tally.against, made.tally.abstain) == (1, 0, 1)
    assert state_of(voted) == "accepted"


def test_a_vote_is_counted_once_and_kept(voted, speaking, portal, end, rules):
    with speaking(NAMUR) as who:
        voting.vote(portal, voted, who, "against")
    end(voted)
    made = dealings(portal, voted).last_round
    kept = dict(made.result)
    assert state_of(voted) == "declined"
    with speaking(NAMUR) as who, pytest.raises(CannotBeDone):
        voting.vote(portal, voted, who, "for")
    rules.quorum = 100
    voting.close_round(portal, IUUID(voted), 1)
    assert made.result == kept
    assert made.voters == (VITH, DURBUY, NAMUR)


def test_a_ballot_after_the_end_is_refused_before_the_job_has_run(voted, speaking, portal):
    made = dealings(portal, voted).last_round
    made.closes = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
    with speaking(NAMUR) as who, pytest.raises(CannotBeDone):
        voting.vote(portal, voted, who, "for")


def test_a_vote_does_not_end_early_and_its_end_is_a_job(voted, portal):
    voting.close_round(portal, IUUID(voted), 1)
    made = dealings(portal, voted).last_round
    assert made.result is None
    due = [job.due for job in jobs.pending(portal) if job.name == voting.CLOSE]
    assert {moment.isoformat(timespec="microseconds") for moment in due} == {made.closes}


def test_a_vote_announced_for_later_opens_by_a_job_with_those_who_are_there(
    estimated, portal, communes, run
):
    opens = datetime.now(UTC) + timedelta(hours=3)
    voting.announce(portal, estimated, opens)
    assert state_of(estimated) == "estimated"
    with pytest.raises(CannotBeDone):
        voting.announce(portal, estimated, opens)
    with pytest.raises(CannotBeDone):
        steering.send_back(portal, estimated, "Trop tard.")
    jobs.run_due(portal, opens + timedelta(seconds=1))
    assert state_of(estimated) == "vote"
    assert set(dealings(portal, estimated).last_round.voters) == set(communes)
    voting.open_round(portal, IUUID(estimated), 1)
    assert len(dealings(portal, estimated).rounds) == 1


def test_without_the_quorum_it_can_be_voted_on_again_by_the_rules(voted, portal, end):
    end(voted)
    assert state_of(voted) == "estimated"
    voting.announce(portal, voted, datetime.now(UTC))
    assert list(dealings(portal, voted).rounds) == [1, 2]


def test_who_was_not_there_when_it_opened_has_no_voice_in_it(estimated, speaking, portal, rules):
    rules.voters = "concerned"
    voting.announce(portal, estimated, datetime.now(UTC))
    with speaking(VITH) as who, pytest.raises(CannotBeDone, match="Vith"):
        voting.vote(portal, estimated, who, "for")


def test_a_commune_that_another_follows_has_no_second_voice(estimated, portal):
    catalogue(portal).successions[VITH] = Succession(VITH, NAMUR, "2026-11-30T00:00:00+00:00")
    voting.announce(portal, estimated, datetime.now(UTC))
    assert set(dealings(portal, estimated).last_round.voters) == {DURBUY, NAMUR}


def test_communes_that_were_merged_share_a_need_once(proposal, speaking, portal, rules):
    rules.supporters = 3
    catalogue(portal).successions[VITH] = Succession(VITH, NAMUR, "2026-11-30T00:00:00+00:00")
    for commune in (NAMUR, VITH):
        with speaking(commune) as who:
            supporting.share_need(portal, proposal, who)
    assert state_of(proposal) == "idea"


def test_who_follows_a_commune_that_shared_a_need_votes_on_it(estimated, portal, rules):
    rules.voters = "concerned"
    catalogue(portal).successions[NAMUR] = Succession(NAMUR, VITH, "2026-11-30T00:00:00+00:00")
    voting.announce(portal, estimated, datetime.now(UTC))
    assert set(dealings(portal, estimated).last_round.voters) == {DURBUY, VITH}


def test_who_leaves_a_commune_writes_no_more_in_its_proposal(proposal, portal):
    people.remove(portal, DURBUY, "voice-83012")
    with api.env.adopt_user(username="voice-83012"):
        assert not api.user.has_permission("Modify portal content", obj=proposal)
    with api.env.adopt_user(username="clerk-83012"):
        assert api.user.has_permission("Modify portal content", obj=proposal)


def test_what_is_deleted_leaves_nothing_behind(proposal, portal):
    uid = IUUID(proposal)
    assert uid in together(portal).dealings
    with api.env.adopt_roles(["Manager"]):
        api.content.delete(proposal)
    assert uid not in together(portal).dealings


def test_no_name_of_a_person_is_read_in_the_catalogue(proposal, portal):
    (brain,) = portal.portal_catalog.unrestrictedSearchResults(UID=IUUID(proposal))
    assert (brain.Creator, brain.listCreators) == ("", ())


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.pdf", b"%PDF-1.7 ...", "application/pdf"),
        ("a.exe", b"MZ....", None),
        ("a.svg", b"<svg onload='x'/>", None),
        ("a.webp", b"RIFFxxxxWAVE", None),
    ],
    ids=["pdf", "program", "drawing-with-script", "sound"],
)
def test_a_sketch_is_what_its_bytes_say(name, data, kind, portal):
    written = Written("t", "n", "i", {}, (name, data))
    if kind is None:
        with pytest.raises(CannotBeDone):
            sketch_of(written)
    else:
        assert sketch_of(written).contentType == kind


def test_nobody_speaks_for_another_commune_by_the_rest_interface(proposal, speaking, portal):
    with speaking(DURBUY, "clerk"):
        request = portal.REQUEST.clone()
        request["BODY"] = json.dumps({"commune": NAMUR, "tool": "x", "need": "Autre."})
        getMultiAdapter((proposal, request), IDeserializeFromJson)()
    assert (proposal.commune, proposal.tool, proposal.need) == (DURBUY, None, "Autre.")


def test_the_rest_interface_tells_visitors_no_person(visiting, voted, speaking, portal):
    with speaking(NAMUR) as who:
        voting.vote(portal, voted, who, "for", "Un mot entre nous.")
    with visiting():
        told = str(getMultiAdapter((voted, portal.REQUEST), ISerializeToJson)())
    for secret in ("voice-", "clerk-", "Madame", "Un mot entre nous"):
        assert secret not in told
