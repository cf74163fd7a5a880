"""Drafts that a script sends: one's own alone, of pages that one may change, bounded, erased."""

from communesplone.core import changes
from communesplone.core import jobs
from communesplone.core.interfaces import ICard
from communesplone.editing.drafts import store
from communesplone.editing.drafts.sending import fields_from
from communesplone.editing.interfaces import IEditingLayer
from datetime import timedelta
from plone import api
from urllib.parse import urlencode
from zope.component import getMultiAdapter
from zope.interface import alsoProvides
import json
import pytest
import re
import transaction


@pytest.fixture
def site(functional):
    return functional["portal"]


def send(browser, site, page, text="Typed", token=None, **fields):
    """Have a browser send a draft; return what the site answers."""
    if token is None:
        browser.open(f"{site.absolute_url()}/@@drafts")
        found = re.search(r'name="_authenticator"\s+value="(\w+)"', browser.contents)
        token = found.group(1) if found else token_of(browser, site)
    data = {
        "uid": page.UID(),
        "form": "edit",
        "fields": json.dumps([["title", text]]),
        "base": "{}",
        "_authenticator": token,
        **fields,
    }
    browser.post(f"{site.absolute_url()}/@@draft", urlencode(data))
    transaction.begin()
    return browser.contents


def token_of(browser, site):
    browser.open(f"{site.absolute_url()}/@@authenticator/token")
    return browser.contents.strip()


def status(browser):
    return browser.headers["Status"][:3]


def test_what_an_editor_types_is_kept_and_changes_no_page(browser_of, site, page):
    anna = browser_of("anna", ["Editor"])
    send(anna, site, page, "First")
    before = changes.counter(site)
    answer = json.loads(send(anna, site, page))
    assert status(anna) == "200"
    assert answer["url"] == page.absolute_url()
    draft = store.find(site, "anna", page.UID(), "edit")
    assert draft.typed.fields == {"title": "Typed"}
    assert changes.counter(site) == before
    assert page.title == "Bags"


def test_one_person_has_one_draft_of_a_form(browser_of, site, page):
    anna = browser_of("anna", ["Editor"])
    send(anna, site, page)
    send(anna, site, page, "Typed again")
    assert [one.typed.fields["title"] for one in store.of_person(site, "anna")] == ["Typed again"]


def test_who_may_not_change_a_page_keeps_no_draft_of_it(browser_of, site, page):
    bert = browser_of("bert")
    with api.env.adopt_roles(["Manager"]):
        page.manage_permission("View", ["Anonymous"], 1)
        page.reindexObjectSecurity()
    transaction.commit()
    send(bert, site, page)
    assert status(bert) == "403"
    assert store.of_person(site, "bert") == []


def test_a_visitor_keeps_nothing_and_sees_nobodys_drafts(browser_of, site, page):
    visitor = browser_of()
    send(visitor, site, page, token="none")
    assert status(visitor) != "200" or "login" in visitor.url
    visitor.open(f"{site.absolute_url()}/@@drafts")
    assert "Throw away" not in visitor.contents


def test_without_the_token_nothing_is_kept(browser_of, site, page):
    anna = browser_of("anna", ["Editor"])
    send(anna, site, page, token="forged")
    assert status(anna) == "403"
    assert store.of_person(site, "anna") == []


def test_nobody_sees_what_another_person_typed(browser_of, site, page):
    send(browser_of("anna", ["Editor"]), site, page, "Hers alone")
    bert = browser_of("bert", ["Editor"])
    bert.open(f"{site.absolute_url()}/@@drafts")
    assert "Hers alone" not in bert.contents
    bert.open(f"{page.absolute_url()}/edit")
    assert "Hers alone" not in bert.contents


def test_too_long_a_text_is_refused(browser_of, site, page, monkeypatch):
    monkeypatch.setattr(store, "LARGEST", 1000)
    anna = browser_of("anna", ["Editor"])
    send(anna, site, page, "x" * 1001)
    assert status(anna) == "413"
    assert store.of_person(site, "anna") == []


def test_what_is_no_draft_is_refused(browser_of, site, page):
    anna = browser_of("anna", ["Editor"])
    for wrong in ({"fields": "no"}, {"form": "other"}, {"uid": "../x"}, {"fields": '{"a": 1}'}):
        send(anna, site, page, **wrong)
        assert status(anna) == "400"


def test_text_of_a_page_that_is_gone_is_kept_and_can_be_read(browser_of, site, page):
    anna = browser_of("anna", ["Editor"])
    send(anna, site, page)
    with api.env.adopt_roles(["Manager"]):
        api.content.delete(page, check_linkintegrity=False)
    transaction.commit()
    answer = json.loads(send(anna, site, page, "The last words"))
    assert answer["gone"]
    anna.open(f"{site.absolute_url()}/@@drafts")
    assert "The last words" in anna.contents
    anna.getControl(name="forget").click()
    transaction.begin()
    assert store.of_person(site, "anna") == []


def test_of_a_page_that_was_moved_the_new_address_is_told(browser_of, site, page):
    anna = browser_of("anna", ["Editor"])
    with api.env.adopt_roles(["Manager"]):
        api.content.rename(page, new_id="elsewhere")
    transaction.commit()
    assert json.loads(send(anna, site, page))["url"].endswith("/elsewhere")


def test_drafts_are_erased_after_thirty_days(browser_of, site, page):
    send(browser_of("anna", ["Editor"]), site, page)
    draft = store.find(site, "anna", page.UID(), "edit")
    assert [job.name for job in jobs.pending(site)].count(store.DAY) == 1
    store.forget_old(site)
    assert store.of_person(site, "anna") == [draft]
    draft.at -= timedelta(days=31)
    store.forget_old(site)
    assert store.of_person(site, "anna") == []
    transaction.abort()


def test_the_dashboard_names_what_was_begun(browser_of, site, page, functional):
    send(browser_of("anna", ["Editor"]), site, page)
    request = functional["request"]
    alsoProvides(request, IEditingLayer)
    card = getMultiAdapter((site, request), ICard, "typed")
    with api.env.adopt_user("anna"):
        (row,) = card.rows(5)
        assert card.group == "resume"
        assert row.title == "Bags"
        assert row.act_url == f"{page.absolute_url()}/edit"
    with api.env.adopt_user("admin"):
        assert card.rows(5) == []


def test_lists_of_a_form_stay_lists():
    pairs = [
        ["a:list", "1"],
        ["b", "1"],
        ["b", "2"],
        ["c", "1"],
        ["_authenticator", "x"],
        ["do", "save"],
    ]
    assert fields_from(json.dumps(pairs)) == {"a": ["1"], "b": ["1", "2"], "c": "1"}
    assert fields_from("[[1, 2]]") is None
