"""The pages of working together: who may do what, what is said, what visitors never read."""

from communesplone.hub.interfaces import IHubPlace
from communesplone.hub.interfaces import IHubSection
from communesplone.hub.interfaces import IHubToolsLayer
from communesplone.hub.together import group
from communesplone.hub.together import meeting
from communesplone.hub.together import steering
from communesplone.hub.together import supporting
from communesplone.hub.together.place import place_of
from communesplone.hub.together.store import dealings
from communesplone.hub.together.workflow import state_of
from DateTime import DateTime
from datetime import datetime
from plone import api
from plone.app.textfield import RichTextValue
from plone.protect import createToken
from zExceptions import BadRequest
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.component import getMultiAdapter
from zope.globalrequest import setRequest
from zope.interface import alsoProvides
import pytest


DURBUY, NAMUR, VITH = "nis:83012", "nis:92094", "nis:63067"


@pytest.fixture(autouse=True)
def french(portal):
    portal.portal_registry["plone.available_languages"] = ["fr", "en"]
    portal.portal_registry["plone.default_language"] = "fr"
    portal.language = "fr"


@pytest.fixture
def page(portal):
    """`page(proposal, "proposal-share", word="…")`: post a form, or without one read a page.

    Returns the page; nothing when it leads elsewhere.
    """

    def show(content, name, **form):
        request = portal.REQUEST.clone()
        request.set("LANGUAGE", "fr")
        alsoProvides(request, IHubToolsLayer)
        setRequest(request)
        request.form.update(form)
        if form:
            request.method = request.environ["REQUEST_METHOD"] = "POST"
            request.form["_authenticator"] = createToken()
        view = content.restrictedTraverse(f"@@{name}")
        view.request = request
        return (view() or "").replace("\u00a0", " ")

    return show


@pytest.fixture
def minutes(communes, portal, speaking):
    with api.env.adopt_roles(["Manager"]):
        rural = api.content.create(
            place_of(portal), group.TYPE, title="Rurales", communes=(NAMUR, DURBUY)
        )
    with speaking(NAMUR):
        return api.content.create(
            rural,
            meeting.TYPE,
            title="Novembre",
            start=datetime(2026, 11, 18, 14),
            agenda="Déchets\n\nVoirie",
            attending=(NAMUR, DURBUY),
            minutes=RichTextValue("<p>Oui.</p>", "text/html", "text/x-html-safe"),
            decisions=("Un calendrier.",),
        )


def test_a_commune_shares_follows_and_leaves_a_need(proposal, speaking, page, portal, rules):
    rules.supporters = 3
    with speaking(NAMUR):
        page(proposal, "proposal-share", word="Nous aussi.")
        assert "Nous aussi." in page(proposal, "hub_proposal")
        page(proposal, "proposal-leave", ok="1")
        page(proposal, "proposal-follow", ok="1")
    assert set(dealings(portal, proposal).agreeing) == {DURBUY}
    # Sharing a need is following it; the act then ceased to
    assert set(dealings(portal, proposal).followers) == {"voice-83012"}


def test_whoever_does_not_carry_the_voice_is_told_so(proposal, speaking, page, portal):
    with speaking(NAMUR, "clerk"):
        told = page(proposal, "proposal-share", word="Ce que j’ai écrit")
    assert "la personne que le collège a désignée" in told
    assert NAMUR not in dealings(portal, proposal).agreeing


def test_nothing_is_done_by_reading_an_address(proposal, speaking, page, portal):
    with speaking(NAMUR):
        page(proposal, "proposal-share")
    assert NAMUR not in dealings(portal, proposal).agreeing


@pytest.mark.parametrize(
    "name",
    [
        "proposal-estimate",
        "proposal-open-vote",
        "proposal-begin",
        "proposal-release",
        "proposal-send-back",
    ],
)
def test_only_the_coordination_steers(proposal, speaking, page, name):
    with speaking(NAMUR), pytest.raises(Unauthorized):
        page(proposal, name, ok="1")


@pytest.mark.parametrize(
    "name", ["proposal-vote", "proposal-pledge", "proposal-unpledge", "proposal-edit"]
)
def test_a_visitor_does_nothing(visiting, proposal, speaking, page, portal, name):
    with speaking(NAMUR) as who:
        supporting.share_need(portal, proposal, who)
    with visiting(), pytest.raises(Unauthorized):
        page(proposal, name, ok="1")


def test_a_promise_is_refused_in_words_kept_and_taken_back(proposal, speaking, page, portal):
    with speaking(NAMUR) as who:
        supporting.share_need(portal, proposal, who)
        told = page(proposal, "proposal-pledge", kind="days", amount="beaucoup", word="En mars")
        assert "en chiffres" in told
        assert 'value="beaucoup"' in told
        assert "En mars" in told
        page(proposal, "proposal-pledge", kind="money", amount="4 000", word="En mars")
        assert "4 000 €, soit 8 jours" in page(proposal, "hub_proposal")
        page(proposal, "proposal-unpledge", ok="1")
    assert not dealings(portal, proposal).pledges


def test_what_is_sent_back_is_written_on_and_proposed_again(
    proposal, speaking, page, portal, as_reviewer
):
    told = page(proposal, "proposal-send-back", reason="")
    assert "Dites pourquoi" in told
    page(proposal, "proposal-send-back", reason="Précisez qui.")
    with speaking(DURBUY, "clerk"):
        assert "Précisez qui." in page(proposal, "hub_proposal")
        assert "Quarante minutes." in page(proposal, "proposal-edit")
        told = page(proposal, "proposal-edit", title="", need="Nous tous.", idea="Une heure.")
        assert "Dites en quelques mots" in told
        assert "Nous tous." in told
        answers = {"answer-0": "Nous."}
        page(proposal, "proposal-edit", title="Guichet", need="N", idea="I", **answers)
        page(proposal, "proposal-again", ok="1")
    assert (proposal.title, state_of(proposal)) == ("Guichet", "idea")


def test_a_proposal_is_written_with_an_answer_to_each_question(
    communes, speaking, page, portal, rules
):
    with speaking(VITH):
        assert "Qui ?" in page(place_of(portal), "proposal-write")
        fields = {"title": "Carte", "need": "Rues fermées", "idea": "Une carte"}
        told = page(place_of(portal), "proposal-write", **fields)
        assert "Répondez en une phrase" in told
        page(place_of(portal), "proposal-write", **fields, **{"answer-0": "Nous"})
    (made,) = place_of(portal).objectValues()
    assert (made.commune, made.answers) == (VITH, {"Qui ?": "Nous"})


def test_whoever_belongs_to_no_commune_proposes_nothing(communes, page, portal, rules):
    with api.env.adopt_roles(["Member"]):
        fields = {"title": "t", "need": "n", "idea": "i", "answer-0": "a"}
        told = page(place_of(portal), "proposal-write", **fields)
    assert "aucune commune du hub" in told
    assert not len(place_of(portal))


def test_an_opening_that_is_no_moment_is_refused(
    visiting, proposal, speaking, page, portal, as_reviewer
):
    with speaking(NAMUR) as who:
        supporting.share_need(portal, proposal, who)
    page(proposal, "proposal-estimate", days="46", note="")
    assert "jour et heure" in page(proposal, "proposal-open-vote", opens="demain")
    page(proposal, "proposal-open-vote", opens="2000-01-01T10:00")
    assert state_of(proposal) == "vote"
    with visiting():
        assert "Madame" not in page(proposal, "hub_proposal")


def test_the_work_begins_and_ends_by_the_coordination(proposal, page, portal, as_reviewer):
    portal.portal_workflow.setStatusOf(
        "communes_proposal", proposal, {"review_state": "accepted", "time": DateTime()}
    )
    page(proposal, "proposal-begin", ok="1")
    assert "Choisissez l’outil" in page(proposal, "proposal-release", tool="x", release="1")
    page(proposal, "proposal-release", tool="communesplone.hub", release="1.2", note="Voilà.")
    assert state_of(proposal) == "released"
    assert "1.2" in page(proposal, "hub_proposal")


def test_the_place_the_rules_and_the_decisions_are_read_by_everyone(
    visiting, proposal, page, portal, speaking
):
    place = place_of(portal)
    with visiting():
        assert "Rendez-vous" not in page(place, "together_view")
        assert "Qui ?" in page(place, "together-rules")
        assert "office-empty" in page(place, "together-decisions")
    with speaking(NAMUR):
        assert "Rendez-vous" in page(place, "together_view")


@pytest.mark.parametrize(("asked", "refusal"), [("-1", BadRequest), ("9", NotFound)])
def test_a_page_that_is_none_is_refused(proposal, page, portal, asked, refusal):
    place = place_of(portal)
    for name, form in (("together-decisions", {}), ("together_view", {"stage": "votes"})):
        with pytest.raises(refusal):
            page(place, name, page=asked, **form)
    with pytest.raises(refusal):
        page(portal, "know-how", page=asked)


def test_minutes_are_submitted_written_again_and_approved(minutes, speaking, page):
    with speaking(NAMUR):
        assert "Novembre" in page(minutes.aq_parent, "working_group")
        assert "Voirie" in page(minutes, "working_meeting")
        page(minutes, "minutes-submit", ok="1")
        page(minutes, "minutes-again", ok="1")
        assert state_of(minutes) == "planned"
        page(minutes, "minutes-submit", ok="1")
    for commune in (NAMUR, DURBUY):
        with speaking(commune):
            page(minutes, "minutes-approve", word="")
    assert state_of(minutes) == "approved"


def test_the_page_says_that_another_commune_has_to_approve_what_one_decided_alone(
    minutes, speaking, page
):
    minutes.attending = (NAMUR,)
    with speaking(NAMUR):
        page(minutes, "minutes-submit", ok="1")
        page(minutes, "minutes-approve", word="")
        assert "Une commune de plus du groupe" in page(minutes, "working_meeting")
    assert state_of(minutes) == "to_approve"
    with speaking(DURBUY):
        assert "approve-form" in page(minutes, "working_meeting")
        page(minutes, "minutes-approve", word="Vu.")
        told = page(minutes, "working_meeting")
    assert "Vu." in told
    assert "Une commune de plus" not in told
    assert state_of(minutes) == "approved"


def test_the_settings_are_a_page_of_the_office(page, portal, rules):
    with api.env.adopt_roles(["Manager"]):
        assert "Quorum" in page(portal, "together-settings")


def test_the_home_says_what_waits_for_a_voice(
    proposal, minutes, speaking, page, portal, as_reviewer
):
    def rows(name):
        section = getMultiAdapter((portal, portal.REQUEST), IHubSection, f"section-{name}")
        return [(row.title, str(row.act or row.state)) for row in section.rows(10)]

    alsoProvides(portal.REQUEST, IHubToolsLayer)
    with speaking(NAMUR) as who:
        supporting.share_need(portal, proposal, who)
    steering.estimate(portal, proposal, "46", "")
    with speaking(NAMUR):
        page(minutes, "minutes-submit", ok="1")
        assert rows("voice") == [
            ("Rurales", "Read the minutes"),
            ("Rendez-vous", "See the proposal"),
        ]
        assert rows("works") == []
        assert rows("propose") == [("Write a proposal", "")]
    page(proposal, "proposal-open-vote", opens="")
    with speaking(VITH):
        assert rows("voice") == [("Rendez-vous", "Read and vote")]
        place = getMultiAdapter((portal, portal.REQUEST), IHubPlace, "place-together")
        assert place.count == 1
        assert [row.title for row in place.find("rendez", 5)] == ["Rendez-vous"]
        assert place.find("(*", 5) == []
    with speaking(VITH, "clerk"):
        assert rows("voice") == []
    with speaking(NAMUR, "clerk"):
        assert rows("works") == [("Rendez-vous", "Put to the vote")]
    assert rows("propose") == []


@pytest.mark.parametrize("act", ["minutes-approve", "minutes-again"])
def test_no_act_shows_minutes_to_a_commune_outside_the_group(act, minutes, speaking, page):
    with speaking(NAMUR):
        page(minutes, "minutes-submit", do="submit")
    with speaking(VITH), pytest.raises(Unauthorized):
        page(minutes, act, word="Et moi ?")
    assert state_of(minutes) == "to_approve"
