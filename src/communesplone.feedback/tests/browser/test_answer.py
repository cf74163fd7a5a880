from communesplone.core import changes
from communesplone.core.settings import settings
from communesplone.feedback.mask import LONGEST
from communesplone.feedback.settings import IFeedbackSettings
from plone import api
import pytest
import transaction


def test_an_answer_is_counted_and_thanked_without_cookie(answer, answers):
    browser = answer(useful="no")
    assert "Merci pour votre réponse" in browser.contents
    assert not browser.cookies.getinfo.__self__.keys()
    assert answers() == (0, 1, [])
    answer(useful="no")
    assert answers() == (0, 1, [])


def test_a_comment_is_kept_without_what_names_a_person(answer, answers):
    answer(useful="no")
    browser = answer(useful="no", comment="Où est le formulaire ? jean@exemple.be")
    assert "Merci" in browser.contents
    assert answers() == (0, 1, ["Où est le formulaire ? […]"])


def test_an_answer_changes_no_page_and_no_cache(answer, functional, page):
    before = changes.counter(functional["portal"])
    answer(useful="yes")
    transaction.begin()
    assert changes.counter(functional["portal"]) == before


def test_a_comment_that_is_too_long_comes_back_whole(answer, answers):
    browser = answer(useful="no", comment="a" * (LONGEST + 1))
    assert browser.headers["status"].startswith("400")
    assert "a" * (LONGEST + 1) in browser.contents
    assert answers() == (0, 0, [])


def test_a_program_that_fills_in_every_field_is_not_heard(answer, answers):
    answer(useful="no", comment="Buy this", website="http://spam.example")
    assert answers() == (0, 0, [])


@pytest.mark.parametrize(
    "form", [{}, {"useful": "maybe"}, {"useful": "x" * 99}, {"useful:list": "yes"}]
)
def test_what_the_form_does_not_send_is_refused(answer, answers, form):
    assert answer(**form).headers["status"].startswith("400")
    assert answers() == (0, 0, [])


def test_a_visit_of_the_address_alone_goes_to_the_page_and_writes_nothing(visitor, page, answers):
    visitor.open(f"{page.absolute_url()}/@@useful?useful=yes")
    assert visitor.url == page.absolute_url()
    assert answers() == (0, 0, [])


def test_nobody_answers_about_what_they_may_not_see(answer, answers, functional, page):
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(page, "reject")
    transaction.commit()
    assert "Merci" not in answer(useful="yes").contents
    assert answers() == (0, 0, [])


def test_a_commune_may_switch_it_off(answer, answers, functional):
    settings(IFeedbackSettings, functional["portal"]).enabled = False
    transaction.commit()
    assert answer(useful="yes").headers["status"].startswith("404")
    assert answers() == (0, 0, [])


def test_too_many_answers_of_one_connection_are_told_so(answer, functional, page, monkeypatch):
    monkeypatch.setattr("communesplone.feedback.box.ANSWERS", 0)
    browser = answer(useful="yes")
    assert browser.headers["status"].startswith("429")
    assert "demain" in browser.contents


def test_who_is_logged_in_is_heard_too(webmaster, page, answers):
    webmaster.post(f"{page.absolute_url()}/@@useful", "useful=no")
    assert "Thank you" in webmaster.contents or "Merci" in webmaster.contents
    assert answers() == (0, 1, [])
