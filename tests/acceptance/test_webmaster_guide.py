"""The guide inside the site, and the way to it from every page."""

from .barriers import too_wide
from .barriers import violations
from .playground import inside
from playwright.sync_api import expect
from plone import api
from plone.testing.zope import zopeApp
from zope.component.hooks import setSite
import pytest
import transaction


pytestmark = pytest.mark.needs("chromium")
#: Edits the news, and nothing else.
NEWS_EDITOR = ("redaction-actualites", "correct horse battery")


@pytest.fixture
def editor(served):
    """An editor of one part of Namur."""
    with zopeApp() as app:
        site = app["namur"]
        setSite(site)
        with api.env.adopt_roles(["Manager"]):
            if api.user.get(username=NEWS_EDITOR[0]) is None:
                api.user.create("actualites@namur.example", *NEWS_EDITOR)
            user = api.user.get(username=NEWS_EDITOR[0]).getId()
            site["actualites"].manage_setLocalRoles(user, ["Editor", "Contributor"])
            site["actualites"].reindexObjectSecurity()
        transaction.commit()
        setSite(None)
    return NEWS_EDITOR


def test_a_webmaster_finds_a_topic_and_a_word(office_tab, address, picture):
    page = office_tab()
    page.goto(address("/@@guide"))
    expect(page.locator("h1")).to_have_text("Guide")
    picture(page, "guide")
    page.get_by_label("Chercher dans le guide").fill("synonyme")
    page.keyboard.press("Enter")
    hit = page.locator(".guide-hits a").first
    expect(hit).to_have_text("Synonyme")
    hit.click()
    expect(page.locator("h2#synonyme")).to_be_in_viewport()


def test_each_page_leads_to_its_topic(editor, office_tab, address):
    page = office_tab(editor)
    for path, title in (
        ("/actualites/++add++News Item", "Actualités et agenda"),
        ("/actualites/@@statistics", "Les statistiques"),
    ):
        page.goto(address(path))
        link = page.locator(".office-help a")
        expect(link).to_contain_text(title)
        link.click()
        expect(page.locator("h1")).to_have_text(title)


def test_a_reviewer_is_led_to_how_a_text_is_read_and_answered(desk, at):
    with inside() as site:
        api.content.transition(site["plaines"]["bomal"], "submit")
    page = desk("rita")
    page.goto(at("/bomal/@@review"))
    link = page.locator(".office-help a")
    expect(link).to_contain_text("Publier")
    link.click()
    expect(page.locator("h1")).to_have_text("Publier, relire, montrer, revenir en arrière")
    expect(page.get_by_role("heading", name="Relire", exact=True)).to_be_visible()


def test_citizens_see_no_way_to_it(tab, address):
    page = tab()
    page.goto(address("/actualites"))
    expect(page.locator(".office-help")).to_have_count(0)


def test_no_topic_has_a_barrier(office_tab, address):
    page, found = office_tab(), {}
    page.goto(address("/@@guide"))
    links = page.locator(".office-rows a").evaluate_all("(all) => all.map((one) => one.href)")
    assert len(links) > 10
    for url in [address("/@@guide"), *links, address("/@@guide/glossaire")]:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(url)
        if wrong := violations(page):
            found[url] = wrong
        page.set_viewport_size({"width": 320, "height": 900})
        assert not too_wide(page), url
    assert found == {}


def test_a_topic_is_reached_and_left_by_keyboard(office_tab, address):
    page = office_tab()
    page.goto(address("/@@guide"))
    target = page.locator(".office-rows a").first
    title = target.inner_text()
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("(one) => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(title)
    page.go_back()
    expect(page.locator("h1")).to_have_text("Guide")
