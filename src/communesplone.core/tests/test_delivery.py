from communesplone.core import changes
from communesplone.core import delivery
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from webtest import TestApp
from ZPublisher.httpexceptions import HTTPExceptionHandler
from ZPublisher.WSGIPublisher import publish_module
import pytest
import re
import transaction


PAGE = "/plone/page"


@pytest.fixture
def site(functional_portal):
    functional_portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    with api.env.adopt_roles(["Manager"]):
        page = api.content.create(functional_portal, "Document", "page", title="Page")
        api.content.transition(page, "publish")
        api.content.create(functional_portal, "Document", "draft", title="Draft")
    transaction.commit()
    citizen().get(PAGE)  # The first page of a stock site writes its portlets.
    return functional_portal


@pytest.fixture
def no_proxy(monkeypatch):
    monkeypatch.delenv("COMMUNES_BAN_URL", raising=False)


@pytest.fixture
def proxy(monkeypatch):
    monkeypatch.setenv("COMMUNES_BAN_URL", "http://127.0.0.1:1/")


def citizen() -> TestApp:
    return TestApp(HTTPExceptionHandler(publish_module), lint=False)


def editor() -> TestApp:
    browser = citizen()
    browser.authorization = ("Basic", (SITE_OWNER_NAME, SITE_OWNER_PASSWORD))
    return browser


def change(site, title="Changed"):
    transaction.begin()
    site.page.title = title
    changes.touch(site)
    transaction.commit()


def ask_again(browser, tag, path=PAGE):
    return browser.get(path, headers={"If-None-Match": tag})


def test_page_may_be_kept_but_is_asked_for_again(site, no_proxy):
    answer = citizen().get(PAGE)
    assert answer.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert answer.headers["Vary"] == "Accept"
    assert answer.headers["X-Commune"] == "plone"


def test_proxy_that_takes_bans_may_keep_it_for_a_day(site, proxy):
    answer = citizen().get(PAGE)
    assert answer.headers["Cache-Control"] == "public, max-age=0, s-maxage=86400, must-revalidate"


def test_unchanged_page_is_not_sent_again_and_no_view_runs(site, no_proxy):
    first = citizen().get(PAGE)
    again = ask_again(citizen(), first.headers["ETag"])
    assert (again.status_code, again.body) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary", "X-Commune"):
        assert again.headers[name] == first.headers[name]
    assert "Content-Type" not in again.headers


def test_one_of_several_tags_is_enough(site):
    tag = citizen().get(PAGE).headers["ETag"]
    assert ask_again(citizen(), f'"other", {tag.removeprefix("W/")}').status_code == 304


def test_the_tag_of_a_page_is_not_that_of_the_data_at_its_address(site):
    held = {"If-None-Match": citizen().get(PAGE).headers["ETag"]}
    for accept, status in (("text/html, */*;q=0.8", 304), ("text/turtle", 200)):
        answer = citizen().get(PAGE, headers={"Accept": accept} | held)
        assert answer.status_code == status


@pytest.mark.parametrize("tag", ["*", '"', '"x-y"', 'W/"-0"', "é"])
def test_tag_that_is_none_of_ours_gets_the_page(site, tag):
    assert ask_again(citizen(), tag).status_code == 200


def test_changed_site_is_sent_again(site):
    tag = citizen().get(PAGE).headers["ETag"]
    change(site)
    answer = ask_again(citizen(), tag)
    assert answer.status_code == 200
    assert "Changed" in answer.text
    assert answer.headers["ETag"] != tag


def test_counter_that_came_back_by_a_restore_is_another_state(site):
    tag = citizen().get(PAGE).headers["ETag"]
    change(site)
    transaction.begin()
    site.__annotations__[changes.KEY].change(-1)
    transaction.commit()
    assert ask_again(citizen(), tag).status_code == 200


def test_life_ends_when_the_page_changes_by_itself(site, proxy, monkeypatch):
    soon = datetime.now(UTC) + timedelta(minutes=10)
    monkeypatch.setattr(delivery, "next_effective_change", lambda site: soon)
    answer = citizen().get(PAGE)
    seconds = int(re.search(r"s-maxage=(\d+)", answer.headers["Cache-Control"])[1])
    assert 0 < seconds <= 600
    tag = answer.headers["ETag"]
    assert ask_again(citizen(), tag).status_code == 304
    version, _dash, end = tag.strip('W/"').rpartition("-")
    assert datetime.fromtimestamp(int(end) / 1000, UTC) <= soon
    passed = f'W/"{version}-{int(end) - 3_600_000}"'
    assert ask_again(citizen(), passed).status_code == 200


def test_editor_keeps_nothing_and_never_gets_304(site):
    tag = citizen().get(PAGE).headers["ETag"]
    answer = ask_again(editor(), tag)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer.headers


def test_private_page_is_no_304_even_with_the_tag_of_another(site):
    tag = citizen().get(PAGE).headers["ETag"]
    answer = citizen().get("/plone/draft", headers={"If-None-Match": tag}, expect_errors=True)
    assert answer.status_code in (302, 401)
    assert answer.headers["Cache-Control"] == "no-cache"


def test_missing_page_and_form_are_not_kept_but_banned_with_their_site(site):
    for answer in (
        citizen().get("/plone/nothing", expect_errors=True),
        citizen().post("/plone/@@search", {"SearchableText": "x"}),
    ):
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.headers["X-Commune"] == "plone"


def test_file_of_the_code_is_kept_for_ever_with_its_version(site):
    path = "/plone/++resource++plone-admin-ui.css"
    assert citizen().get(path).headers["Cache-Control"] == "public, max-age=3600"
    for browser in (citizen(), editor()):
        assert "immutable" in browser.get(f"{path}?v=1").headers["Cache-Control"]
    bundle = re.search(r'"[^"]*(/plone/\+\+webresource\+\+[^"]+)"', citizen().get(PAGE).text)
    assert bundle is None or "immutable" in citizen().get(bundle[1]).headers["Cache-Control"]


def test_citizens_page_runs_nothing_from_elsewhere(site):
    for path, status in ((PAGE, 200), ("/plone/nothing", 404)):
        policy = citizen().get(path, status=status).headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
    assert "Content-Security-Policy" not in editor().get(PAGE).headers
