"""Questions and answers between communes: who may what, what is shown of whom."""

from communesplone.core.sharing import SharingError
from communesplone.hub.knowhow.about import about_tool
from communesplone.hub.knowhow.about import alike
from communesplone.hub.knowhow.about import by_words
from communesplone.hub.knowhow.about import found
from communesplone.hub.knowhow.about import row
from communesplone.hub.knowhow.asking import accept
from communesplone.hub.knowhow.asking import answer
from communesplone.hub.knowhow.asking import ask
from communesplone.hub.knowhow.asking import declare
from communesplone.hub.knowhow.asking import hide
from communesplone.hub.knowhow.asking import Voice
from communesplone.hub.knowhow.places import WhoAnswers
from communesplone.hub.knowhow.store import Kept
from communesplone.hub.knowhow.store import Store
from communesplone.hub.knowhow.store import store
from plone import api
from plone.app.testing import logout
from plone.restapi.interfaces import ISerializeToJson
from Products.CMFCore.WorkflowCore import WorkflowException
from zope.component import getMultiAdapter
import json
import pytest


GESVES = Voice("nis:92054", "Gesves", "person-of-gesves")
HOTTON = Voice("nis:83028", "Hotton", "person-of-hotton")
TITLE = "Comment annoncer une coupure d'eau la nuit ?"


@pytest.fixture
def question(portal):
    return ask(portal, GESVES, TITLE, "La distribution nous prévient tard.", ("waste",))


def states(portal):
    return [one.review_state for one in found(portal, portal_type="Question")]


def test_an_open_question_is_for_members_and_an_answer_opens_it_to_everyone(question, portal):
    assert states(portal) == ["open"]
    logout()
    assert states(portal) == []
    answer(portal, question, HOTTON, "Par une alerte.")
    assert states(portal) == ["answered"]
    assert row(found(portal, portal_type="Question")[0])["answers"] == 1


def test_nobody_is_named_but_the_commune(question, portal):
    made = answer(portal, question, HOTTON, "Par une alerte.")
    for item in (question, made):
        assert item.listCreators() in (("nis:92054",), ("nis:83028",))
        assert not item.__ac_local_roles__
        told = getMultiAdapter((item, portal.REQUEST), ISerializeToJson)()
        assert "person-of" not in json.dumps(told, default=str)


def test_the_history_of_a_question_names_its_people_to_reviewers_alone(question, portal):
    made = answer(portal, question, HOTTON, "Par une alerte.")
    tool = portal.portal_workflow
    with api.env.adopt_roles(["Reviewer"]):
        assert tool.getInfoFor(question, "review_history", ())
    for roles in (["Member"], ["Anonymous"]):
        with api.env.adopt_roles(roles):
            for item in (question, made):
                assert not tool.getInfoFor(item, "review_history", ())


def test_a_question_is_a_sentence_about_known_subjects(portal):
    for title, about in (("Eau ?", ()), (TITLE * 6, ()), (TITLE, ("nothing",))):
        with pytest.raises(SharingError):
            ask(portal, GESVES, title, "", about)


def test_an_empty_answer_is_refused(question, portal):
    with pytest.raises(SharingError):
        answer(portal, question, HOTTON, " \n ")


def test_only_the_commune_that_asked_says_what_helped(question, portal):
    made = answer(portal, question, HOTTON, "Par une alerte.")
    with pytest.raises(SharingError):
        accept(question, made.getId(), HOTTON.issuer)
    with pytest.raises(SharingError):
        accept(question, "elsewhere", GESVES.issuer)
    accept(question, made.getId(), GESVES.issuer)
    assert row(found(portal, portal_type="Question")[0])["helped"]


def test_what_a_reviewer_hides_nobody_else_reads(question, portal):
    made = answer(portal, question, HOTTON, "Achetez mes pilules.")
    with api.env.adopt_roles(["Member"]), pytest.raises(WorkflowException):
        hide(made, True)
    with api.env.adopt_roles(["Reviewer"]):
        hide(made, True)
        assert row(found(portal, portal_type="Question")[0])["answers"] == 0
        assert not by_words(portal, "pilules")
        hide(question, True)
    with api.env.adopt_roles(["Member"]):
        assert states(portal) == []
    with api.env.adopt_roles(["Reviewer"]):
        hide(question, False)
        hide(made, False)
    assert states(portal) == ["answered"]


def test_members_write_through_the_pages_alone(question, portal):
    with api.env.adopt_roles(["Member", "Authenticated"]):
        for permission in ("Add portal content", "Modify portal content", "Delete objects"):
            assert not api.user.has_permission(permission, obj=question)
            assert not api.user.has_permission(permission, obj=portal["savoir-faire"])


def test_what_is_alike_is_found_before_it_is_asked_again(question, portal):
    assert [one.Title for one in alike(portal, "Annoncer une coupure de courant")] == [TITLE]
    assert not alike(portal, "Un tout autre sujet")
    assert not alike(portal, "? ! *")
    assert [one.Title for one in by_words(portal, "coup nuit")] == [TITLE]


def test_followers_are_kept_once_and_an_export_brings_them_back(question, portal):
    kept = store(portal)
    kept.follow(question.UID(), GESVES.person)
    declare(portal, HOTTON, ("waste", "communesplone.hub"), "Service déchets, 084 00 00 00")
    restored = Store()
    Kept(restored).load(json.loads(json.dumps(Kept(kept).dump())), same_site=True)
    assert list(restored.followers[question.UID()]) == [GESVES.person]
    assert restored.contacts[HOTTON.issuer].subjects == ("waste", "communesplone.hub")
    kept.unfollow(question.UID(), GESVES.person)
    assert not kept.follows(question.UID(), GESVES.person)


def test_a_commune_says_what_it_can_be_asked_about(portal):
    with pytest.raises(SharingError):
        declare(portal, HOTTON, ("waste",), "")
    declare(portal, HOTTON, ("communesplone.hub",), "Service du hub")
    assert about_tool(portal, "communesplone.hub")["people"]
    [told] = WhoAnswers(portal, portal.REQUEST).rows(1)
    assert told.url.endswith("@@who-answers")
    assert "(1)" in told.text.mapping["subjects"]
    declare(portal, HOTTON, (), "")
    assert not about_tool(portal, "communesplone.hub")["people"]
