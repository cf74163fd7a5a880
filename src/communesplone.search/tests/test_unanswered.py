from communesplone.core import changes
from communesplone.core import jobs
from communesplone.core import worker
from communesplone.core.interfaces import IUnansweredSearches
from communesplone.core.settings import settings
from communesplone.search import phrases
from communesplone.search import unanswered
from communesplone.search.browser import results
from communesplone.search.phrases import Typed
from communesplone.search.settings import ISearchSettings
from datetime import datetime
from datetime import UTC
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
import pytest
import transaction


@pytest.fixture
def site(functional, tmp_path, monkeypatch):
    monkeypatch.setenv("COMMUNES_VAR", str(tmp_path))
    monkeypatch.setattr(jobs, "bell", lambda: None)
    return functional["portal"]


@pytest.fixture
def visit(functional, site):
    def ask(text, user=None):
        browser = Browser(functional["app"])
        if user:
            browser.addHeader("Authorization", f"Basic {user}:{SITE_OWNER_PASSWORD}")
        browser.open(f"{site.absolute_url()}/@@search?SearchableText={text}")
        return browser

    return ask


@pytest.fixture
def night(site):
    """Run the job of the night with the worker's own function."""

    def run():
        waiting = jobs.outbox(site).waiting
        for key in [key for key, entry in waiting.items() if entry.name == unanswered.JOB]:
            del waiting[key]
        jobs.add(unanswered.JOB, site=site)
        transaction.commit()
        (key,) = [key for key, entry in waiting.items() if entry.name == unanswered.JOB]
        worker.in_transaction(lambda app: worker._perform(app, site.getId(), key))
        transaction.begin()

    return run


def test_what_visitors_type_often_without_result_is_counted(site, visit, night):
    for _ in range(5):
        assert visit("Trottinette").headers["Cache-Control"] == "no-store"
    for _ in range(4):
        visit("rollers")
    visit("trottinette", user=SITE_OWNER_NAME)
    before = changes.counter(site)
    night()
    (found,) = unanswered.unanswered(site).found
    assert (found.language, found.text, found.count) == (found.language, "trottinette", 5)
    assert changes.counter(site) == before


@pytest.fixture
def pool(site):
    """A page for everybody."""
    site.portal_workflow.setDefaultChain("simple_publication_workflow")
    with api.env.adopt_roles(["Manager"]):
        page = api.content.create(site, "Document", title="Swimming pool", language="en")
        api.content.transition(page, "publish")
    transaction.commit()
    return page


def test_what_is_typed_most_is_counted_with_a_result_and_without(site, pool, visit, night):
    for _ in range(6):
        visit("Swimming")
    for _ in range(5):
        visit("trottinette")
    for _ in range(4):
        visit("pool")
    visit("swimming", user=SITE_OWNER_NAME)
    night()
    counted = unanswered.unanswered(site)
    assert [(one.text, one.count) for one in counted.typed] == [
        ("swimming", 6),
        ("trottinette", 5),
    ]
    assert [one.text for one in counted.found] == ["trottinette"]
    told = IUnansweredSearches(site)
    assert [one.text for one in told.typed(1)] == ["swimming"]
    assert [one.text for one in told.phrases(9)] == ["trottinette"]


def test_what_may_tell_of_a_person_is_not_counted_where_it_has_a_result(site, pool, visit, night):
    for asked in ("swimming%40pool.be", "swimming+081+24+60+11"):
        for _ in range(5):
            assert "Swimming pool" in visit(asked).contents
    night()
    assert unanswered.unanswered(site).typed == ()


@pytest.mark.parametrize("chosen", ["sort=date", "page=2", "exact=1", "kind=Document"])
def test_a_search_that_is_turned_or_narrowed_is_not_counted_again(
    site, pool, visit, chosen, monkeypatch
):
    with api.env.adopt_roles(["Manager"]):
        lessons = api.content.create(site, "Document", title="Swimming lessons", language="en")
        api.content.transition(lessons, "publish")
    transaction.commit()
    monkeypatch.setattr(results, "PER_PAGE", 1)
    assert "Swimming" in visit(f"swimming&{chosen}").contents
    assert phrases.counted(site.getId(), datetime.now(UTC).date()) == {}


def test_a_proxy_keeps_results_for_a_minute_so_that_they_are_counted(
    site, pool, visit, monkeypatch
):
    monkeypatch.setenv("COMMUNES_BAN_URL", "http://localhost:1/")
    said = visit("swimming").headers["Cache-Control"]
    lifetime = int(said.partition("s-maxage=")[2].partition(",")[0])
    assert 50 <= lifetime <= 60


def test_the_job_comes_back_the_next_night_once(site, night):
    night()
    waiting = [job for job in jobs.pending(site) if job.name == unanswered.JOB]
    assert len(waiting) == 1
    assert waiting[0].due > datetime.now(UTC)


def test_a_phrase_gets_a_synonym_and_a_bad_one_gets_a_message(functional, site, night):
    today = datetime.now(UTC).date()
    for _ in range(6):
        phrases.note(site.getId(), Typed("fr", "trottinette", answered=False), today)
    night()
    browser = Browser(functional["app"])
    browser.handleErrors = True
    browser.raiseHttpErrors = False
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.open(f"{site.absolute_url()}/@@search-unanswered")
    assert "trottinette" in browser.contents
    browser.getControl(name="meaning").value = "a = b"
    browser.getControl("Add a synonym").click()
    assert 'value="a = b"' in browser.contents
    before = list(settings(ISearchSettings, site).synonyms)
    browser.getControl(name="meaning").value = "vélo"
    browser.getControl("Add a synonym").click()
    transaction.begin()
    assert settings(ISearchSettings, site).synonyms == [*before, "vélo = trottinette"]
    assert "Has synonyms since" in browser.contents


def test_a_forged_form_adds_nothing(functional, site, night):
    browser = Browser(functional["app"])
    browser.raiseHttpErrors = False
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.post(f"{site.absolute_url()}/@@search-unanswered", "phrase=x&meaning=y")
    assert browser.headers["status"].startswith("403")


def test_visitors_do_not_read_the_counts(functional, site):
    browser = Browser(functional["app"])
    browser.raiseHttpErrors = False
    browser.open(f"{site.absolute_url()}/@@search-unanswered")
    assert "Searches without result" not in browser.contents
