from communesplone.editing import people
from communesplone.editing.dashboard.creating import Choice
from communesplone.editing.dashboard.creating import Creating
from communesplone.editing.dashboard.creating import with_keys
from communesplone.editing.dashboard.login import ToTheDashboard
from communesplone.editing.dashboard.words import number
from communesplone.editing.people_data import PeopleData
from lxml import html
from plone import api
from urllib.parse import urlencode
import pytest
import transaction


def test_the_dashboard_is_for_people_with_an_account(browse, person, site):
    browser = browse()
    browser.open(f"{site.absolute_url()}/@@dashboard")
    assert "office-ledger" not in browser.contents
    assert "login" in browser.url


@pytest.mark.parametrize("path", ["/@@dashboard", "/@@create", "/@@my-office"])
def test_pages_of_the_office_need_no_other_add_on(work, person, site, path):
    person("anne")
    assert work(path, "anne").cssselect("h1")


def test_what_waits_is_said_first(work, person, add, site):
    person("bea", "Reviewer")
    for title in ("One", "Two"):
        add("Document", title, None, "submit")
    lead = work("/@@dashboard", "bea").cssselect(".office-lead")[0].text_content()
    assert "Deux" in lead


def test_a_person_chooses_what_is_shown_for_themselves_alone(browse, person, site, work):
    person("anne")
    person("bea")
    address = f"{site.absolute_url()}/@@my-office"
    browser = browse("anne")
    browser.open(address)
    # zope.testbrowser loses its way where a button stands outside of its form
    field = html.fromstring(browser.contents).cssselect("[name=_authenticator]")[0]
    token = field.get("value")
    sent = {"_authenticator": token, "shown": "drafts", "keys": "1"}
    browser.post(address, urlencode(sent))
    assert browser.url.endswith("/@@dashboard")
    transaction.begin()
    with api.env.adopt_user(username="anne"):
        assert "to-review" in people.chosen(site, "hidden_cards")
        assert people.chosen(site, "keys") is True
    with api.env.adopt_user(username="bea"):
        assert people.chosen(site, "hidden_cards", ()) == ()
    form = work("/@@my-office", "anne")
    boxes = {box.get("value"): box.get("checked") for box in form.cssselect("input[name=shown]")}
    assert boxes["drafts"] and not boxes["to-review"]


def test_a_forged_form_chooses_nothing(browse, person, site):
    person("anne")
    browser = browse("anne")
    browser.post(f"{site.absolute_url()}/@@my-office", urlencode({"shown": "drafts"}))
    transaction.begin()
    with api.env.adopt_user(username="anne"):
        assert people.chosen(site, "hidden_cards") is None


def test_choices_go_with_the_site_and_with_whoever_leaves(person, site):
    person("anne")
    with api.env.adopt_user(username="anne"):
        people.choose(site, "hidden_cards", ["drafts"])
    kept = PeopleData(site).dump()
    assert kept == {"anne": {"hidden_cards": ["drafts"]}}
    api.user.delete(username="anne")
    assert PeopleData(site).dump() == {}
    PeopleData(site).load(kept, same_site=False)
    assert PeopleData(site).dump() == kept


@pytest.mark.parametrize("came_from", [None, "", "http://nohost/plone", "http://nohost/plone/"])
def test_whoever_logs_in_lands_on_the_dashboard(site, came_from):
    redirect = ToTheDashboard(site, site.REQUEST)
    assert redirect(came_from) == "http://nohost/plone/@@dashboard"


def test_whoever_was_going_somewhere_gets_there(site):
    address = "http://nohost/plone/library/readings?page=2"
    assert ToTheDashboard(site, site.REQUEST)(address) == address


def test_the_login_form_leads_to_the_dashboard(functional, site, person, browse):
    person("anne")
    browser = browse()
    browser.open(f"{site.absolute_url()}/login")
    browser.getControl(name="__ac_name").value = "anne"
    browser.getControl(name="__ac_password").value = "a battery and a staple"
    browser.getControl(name="buttons.login").click()
    assert browser.url.endswith("/@@dashboard")


def test_what_i_create_most_comes_first_and_where_i_may(site, add, person):
    library, news = (add("Folder", name, None, "publish") for name in ("Library", "News"))
    person("anne", "Contributor", "Editor", where=library)
    add("News Item", "Of others", news, "publish")
    with api.env.adopt_user(username="anne"):
        for title in ("A", "B"):
            add("Event", title, library)
        choices = Creating(site, "fr").most()
    assert [one.portal_type for one in choices] == ["Event"]
    assert choices[0].url == "http://nohost/plone/library/++add++Event"
    assert choices[0].place == "Library"


def test_a_webmaster_may_create_everything_that_the_site_takes(site, add):
    add("Document", "Page")
    names = [one.portal_type for one in Creating(site, "fr").all()]
    assert {"Document", "Event", "News Item"} <= set(names)
    assert "Image" not in names


def test_every_choice_has_a_letter_of_its_own():
    titles = ("Actualité", "Événement", "Alerte", "Page")
    choices = with_keys([Choice(title, title, "", "", "") for title in titles])
    assert [one.key for one in choices] == ["a", "e", "l", "p"]


def test_numbers_are_words_up_to_nine():
    assert number(4, "fr") == "quatre"
    assert number(12, "fr") == "12"
