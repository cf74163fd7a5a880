"""Who reads the counts, and what they are shown."""

from collections import Counter
from communesplone.core import memory
from communesplone.core.interfaces import IUnansweredSearches
from communesplone.core.records import TypedSearch
from communesplone.statistics.place import StatisticsPlace
from communesplone.statistics.store import Counts
from communesplone.statistics.store import store_of
from DateTime import DateTime
from datetime import date
from datetime import timedelta
from plone import api
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import TEST_USER_NAME
from plone.app.testing import TEST_USER_PASSWORD
from plone.base.interfaces import IPloneSiteRoot
from plone.testing.zope import Browser
from zope.component import adapter
from zope.component import getGlobalSiteManager
from zope.interface import implementer
import pytest
import re
import transaction


TODAY = date.today().isoformat()
YESTERDAY, DAY_BEFORE = ((date.today() - timedelta(days=ago)).isoformat() for ago in (1, 2))


@pytest.fixture
def site(functional, var):
    memory.forget()
    portal = functional["portal"]
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    transaction.commit()
    return portal


@pytest.fixture
def pages(site):
    """Two published pages in a folder, one beside it, one private."""
    made = {}
    with api.env.adopt_roles(["Manager"]):
        made["folder"] = api.content.create(site, "Folder", "sports", title="Sports")
        made["pool"] = api.content.create(made["folder"], "Document", "pool", title="=Pool")
        made["agenda"] = api.content.create(site, "Document", "agenda", title="Agenda")
        for one in made.values():
            api.content.transition(one, "publish")
        made["secret"] = api.content.create(site, "Document", "secret", title="Secret plan")
    counts = Counter({made["pool"].UID(): 12, made["agenda"].UID(): 31, made["secret"].UID(): 9})
    store_of(site).add(TODAY, Counts(counts, Counter(), 4))
    transaction.commit()
    return made


@pytest.fixture
def editor(functional, site, pages):
    """A browser of somebody who edits the folder alone."""
    with api.env.adopt_roles(["Manager"]):
        api.user.revoke_roles(username=TEST_USER_NAME, roles=["Manager"])
        pages["folder"].manage_setLocalRoles(
            api.user.get(username=TEST_USER_NAME).getId(), ["Editor"]
        )
        pages["folder"].reindexObjectSecurity()
    transaction.commit()
    browser = Browser(functional["app"])
    browser.handleErrors = True
    browser.raiseHttpErrors = False
    browser.addHeader("Authorization", f"Basic {TEST_USER_NAME}:{TEST_USER_PASSWORD}")
    return browser


def read(browser, item, view="@@statistics"):
    browser.open(f"{item.absolute_url()}/{view}")
    return browser.contents


def test_webmasters_read_the_counts_of_the_site(site, pages, webmaster):
    shown = read(webmaster, site)
    assert "Agenda" in shown
    assert "31" in shown
    assert "52 pages read" in shown


@pytest.mark.parametrize("period", ["day", "week", "month", "year", "nonsense"])
def test_every_period_can_be_asked_for(site, pages, webmaster, period):
    shown = read(webmaster, site, f"@@statistics?period={period}&on=2026-99-99")
    assert "pages read" in shown or "nothing counted" in shown


@pytest.fixture
def quiet(site):
    """A page that was read three times yesterday, and twelve times the day before."""
    with api.env.adopt_roles(["Manager"]):
        made = api.content.create(site, "Document", "quiet", title="Quiet matter")
        api.content.transition(made, "publish")
    for day, times in ((DAY_BEFORE, 12), (YESTERDAY, 3)):
        store_of(site).add(day, Counts(Counter({made.UID(): times}), Counter({made.UID(): 2})))
    transaction.commit()
    return made


def test_a_count_below_five_of_a_page_is_told_nowhere_on_its_page(quiet, webmaster):
    shown = read(webmaster, quiet, f"@@statistics?period=day&on={YESTERDAY}")
    work = shown.partition('class="office-work"')[2].partition("How it is counted")[0]
    assert "fewer than 5 pages read" in shown
    assert "<b>fewer than 5</b>" in work
    assert not re.search(r">\s*[23]\s*<", work)
    assert "3 pages read" not in shown
    # Twelve the day before, and by how much it fell: that would be three as well
    assert "12" in work
    assert "%" not in work


def test_a_count_below_five_of_a_page_is_not_drawn(quiet, webmaster):
    shown = read(webmaster, quiet, f"@@statistics?period=day&on={YESTERDAY}")
    drawings = re.findall(r'<svg class="drawn-curve".*?</svg>', shown, re.S)
    assert len(drawings) == 2
    for one in drawings:
        # The twelve alone, once in each line: the height of a point is a number as well
        assert one.count("<circle") == 2
        assert len(set(re.findall(r'cy="([^"]+)"', one))) == 1


def test_a_count_below_five_of_a_page_is_not_in_the_file(site, quiet, webmaster):
    shown = read(webmaster, quiet, f"@@statistics-csv?period=day&on={YESTERDAY}")
    rows = [line.split(";") for line in shown.splitlines()]
    assert [row[3] for row in rows if row[1] == YESTERDAY] == ["fewer than 5"]
    assert not any(row[3] in ("2", "3") for row in rows)
    whole = read(webmaster, site, f"@@statistics-csv?period=day&on={YESTERDAY}")
    assert not any("/quiet" in line and line.endswith(";3") for line in whole.splitlines())


def test_an_editor_of_a_section_reads_its_counts_and_no_others(site, pages, editor):
    shown = read(editor, pages["folder"])
    assert "=Pool" in shown
    assert "12 pages read" in shown
    assert "Agenda" not in shown.partition('class="office-work"')[2]
    for place in (site, pages["agenda"]):
        assert "pages read" not in read(editor, place)
        assert "pages read" not in read(editor, place, "@@statistics-csv")


def test_titles_that_the_reader_may_not_see_are_left_out(site, pages, editor):
    with api.env.adopt_roles(["Manager"]):
        hidden = api.content.create(pages["folder"], "Document", "hidden", title="Hidden matter")
        hidden.manage_permission("View", ["Manager"], acquire=False)
        hidden.manage_permission("Access contents information", ["Manager"], acquire=False)
        hidden.reindexObjectSecurity()
    store_of(site).add(TODAY, Counts(Counter({hidden.UID(): 50})))
    transaction.commit()
    assert "Hidden matter" not in read(editor, pages["folder"])
    assert "Hidden matter" not in read(editor, pages["folder"], "@@statistics-csv")


def test_visitors_read_nothing(site, pages, visitor):
    for place in (site, pages["agenda"]):
        for view in ("@@statistics", "@@statistics-csv"):
            assert "31" not in read(visitor, place, view).partition("<main")[2]
            assert "login" in visitor.url or "pages read" not in visitor.contents


def test_the_file_is_for_spreadsheets_and_holds_no_formula(site, pages, webmaster):
    shown = read(webmaster, site, "@@statistics-csv")
    assert webmaster.headers["Content-Type"].startswith("text/csv")
    assert "'=Pool;" in shown
    assert ";31" in shown


@pytest.fixture
def searched():
    """What another add-on tells of searches, to those who may act upon it."""

    @implementer(IUnansweredSearches)
    @adapter(IPloneSiteRoot)
    class Told:
        url = "http://nohost/plone/@@words"

        def __init__(self, site):
            self.site = site

        def available(self):
            return api.user.has_permission("Plone Site Setup: Site", obj=self.site)

        def typed(self, most):
            return [TypedSearch("fr", "=carte", 40), TypedSearch("fr", "babysit", 6)][:most]

        def phrases(self, most):
            return [TypedSearch("fr", "babysit", 6)][:most]

    registry = getGlobalSiteManager()
    registry.registerAdapter(Told)
    yield
    registry.unregisterAdapter(Told)


def test_what_is_searched_most_stands_beside_what_is_searched_in_vain(
    site, pages, searched, webmaster
):
    shown = read(webmaster, site)
    most, vain = re.findall(r'<section [^>]*"statistics-search\w+".*?</section>', shown, re.S)
    assert [row in most for row in (">=carte<", ">babysit<", ">40<", ">6<")] == [True] * 4
    assert "@@search?SearchableText=%3Dcarte" in most
    assert [row in vain for row in (">=carte<", ">babysit<", ">6<")] == [False, True, True]
    assert "@@words" in vain


def test_phrases_are_told_of_the_site_alone_and_to_who_may_act(
    site, pages, searched, webmaster, editor
):
    assert "babysit" not in read(webmaster, pages["folder"])
    assert "babysit" not in read(editor, pages["folder"])
    assert "babysit" not in read(editor, pages["folder"], "@@statistics-csv")


def test_the_file_has_searches_and_what_is_read_least(site, pages, searched, webmaster):
    store_of(site).add(TODAY, Counts(Counter({pages["folder"].UID(): 3})))
    with api.env.adopt_roles(["Manager"]):
        for one in (pages["folder"], pages["agenda"]):
            one.setEffectiveDate(DateTime("2020/01/01"))
            one.reindexObject()
    transaction.commit()
    shown = read(webmaster, site, "@@statistics-csv").splitlines()
    assert "Searches;;;4" in shown
    assert "Searched most, in the last 30 days;'=carte;;40" in shown
    assert "Searched in vain, in the last 30 days;babysit;;6" in shown
    assert f"Read least;Sports;{pages['folder'].absolute_url()};fewer than 5" in shown
    assert not any(line.startswith("Read least;Agenda") for line in shown)


def test_the_file_of_a_part_has_no_searches(pages, searched, webmaster):
    shown = read(webmaster, pages["folder"], "@@statistics-csv")
    assert "=Pool" in shown
    assert "Search" not in shown


def test_the_log_is_read_at_once_when_a_webmaster_asks(site, pages, webmaster):
    read(webmaster, site)
    webmaster.getControl("Read the log now").click()
    assert "The log is being read" in webmaster.contents


def test_a_forged_form_starts_nothing(site, pages, webmaster):
    webmaster.post(f"{site.absolute_url()}/@@statistics", "")
    assert webmaster.headers["status"].startswith("403")


def test_where_nothing_is_counted_the_page_says_so(site, pages, webmaster, monkeypatch):
    assert "Visits are not counted here" not in read(webmaster, site)
    monkeypatch.setenv("COMMUNES_VISITS_LOG", "off")
    assert "Visits are not counted here" in read(webmaster, site)


def test_the_bar_leads_there_who_may_read(site, pages, functional):
    place = StatisticsPlace(site, functional["request"])
    assert place.url.endswith("/@@statistics")
    login(site, TEST_USER_NAME)
    with api.env.adopt_roles(["Site Administrator"]):
        assert place.available()
    logout()
    assert not place.available()
