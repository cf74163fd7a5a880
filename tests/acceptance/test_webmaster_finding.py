"""Finding and settling in the back office: as webmaster, as reviewer, as editor of one part."""

from .barriers import violations
from playwright.sync_api import expect
from plone import api
from plone.testing.zope import zopeApp
from zope.component.hooks import setSite
import pytest
import transaction


pytestmark = pytest.mark.needs("chromium")

PASSWORD = "correct horse battery"
PAGES = (
    "/@@contents",
    "/@@office-settings",
    "/@@topics-settings",
    "/@@search-settings",
    "/@@subscriptions-settings",
    "/@@quality-settings",
    "/@@menu-order",
    "/@@old-addresses",
    "/@@communes-theme",
)


@pytest.fixture
def house(served):
    """Durbuy with a hall in its sports part; a webmaster, a reviewer, an editor of that part."""
    with zopeApp() as app:
        site = app["durbuy"]
        setSite(site)
        with api.env.adopt_roles(["Manager"]):
            if "sports" not in site:
                _build(site)
        transaction.commit()
        setSite(None)


def _build(site):
    sports = api.content.create(site, "Folder", "sports", title="Sports et loisirs")
    hall = api.content.create(sports, "Folder", "hall", title="Hall omnisports")
    page = api.content.create(hall, "Document", "horaires", title="Horaires du hall")
    for item in (sports, hall, page):
        api.content.transition(item, "publish")
    for name, role in (("chef", "Site Administrator"), ("relit", "Reviewer"), ("sport", "")):
        api.user.create(username=name, email=f"{name}@example.be", password=PASSWORD)
        if role:
            groups = [one for one in api.group.get_groups() if role in one.getRoles()]
            api.group.add_user(groupname=groups[0].getId(), username=name)
    api.user.grant_roles(username="sport", roles=["Editor", "Contributor"], obj=sports)
    sports.reindexObjectSecurity()


@pytest.fixture
def person(house, office_tab):
    return lambda name, width=1280: office_tab((name, PASSWORD), width)


def test_pages_of_finding_and_settings_have_no_barrier_and_fit(person, address):
    page = person("chef")
    for path in PAGES:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(address(path, "durbuy"))
        expect(page.locator("h1")).to_have_count(1)
        assert page.locator(".office-lead").inner_text().strip(), path
        assert violations(page) == {}, path
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)


def test_the_previews_of_the_look_leave_the_form_where_it_is(person, address):
    page = person("chef")
    page.goto(address("/@@communes-theme", "durbuy"))
    shown = "document.querySelector('figure.guide iframe').contentWindow.scrollY > 0"
    page.wait_for_function(shown)
    assert page.evaluate("scrollY") == 0


def test_contents_say_where_they_stand_in_words(person, address):
    page = person("chef")
    page.goto(address("/@@contents?SearchableText=horaires+du+hall", "durbuy"))
    row = page.locator(".office-table tbody tr")
    expect(row).to_contain_text("Sports et loisirs › Hall omnisports")
    row.get_by_role("link", name="Où sert-il").click()
    page.wait_for_url("**/sports/hall/horaires/@@where-used")
    expect(page.locator("h1")).to_be_visible()


def test_an_editor_of_one_part_and_a_reviewer_find_and_settle_nothing(person, address):
    for name in ("sport", "relit"):
        page = person(name)
        page.goto(address("/@@contents?SearchableText=horaires+du+hall", "durbuy"))
        expect(page.locator(".office-table tbody tr")).to_have_count(1)
        edits = page.locator(".office-table .acts a[href$='/edit']")
        expect(edits).to_have_count(1 if name == "sport" else 0)
        for path in ("/@@topics-settings", "/@@search-settings", "/@@old-addresses"):
            page.goto(address(path, "durbuy"))
            expect(page.locator(".office-work form")).to_have_count(0)


def test_themes_are_named_and_moved_by_keyboard(person, address, picture):
    page = person("chef")
    page.goto(address("/@@topics-settings", "durbuy"))
    picture(page, "themes")
    last = page.get_by_label("Un nouveau nom").first
    last.focus()
    page.keyboard.type("Forêts et chasse")
    page.keyboard.press("Enter")
    expect(page.locator(".office-message.ok")).to_be_visible()
    row = page.locator("tbody tr:has(input[value='Forêts et chasse'])")
    row.get_by_role("button", name="Monter").press("Enter")
    expect(page.locator(".office-message.ok")).to_contain_text("Forêts et chasse")
    expect(row.get_by_role("button", name="Monter")).to_be_focused()
    page.goto(address("/actualites/++add++News%20Item", "durbuy"))
    expect(page.locator("label, option", has_text="Forêts et chasse").first).to_be_attached()
    page.goto(address("/@@topics-settings", "durbuy"))
    row.get_by_role("button", name="Retirer").press("Enter")
    expect(page.locator(".office-message.ok")).to_contain_text("Forêts et chasse")
    expect(row).to_have_count(0)


def test_words_that_mean_the_same_are_found_by_citizens(person, address, tab):
    page = person("chef")
    page.goto(address("/@@search-settings", "durbuy"))
    words = page.locator("textarea[name$='synonyms']")
    kept = words.input_value()
    words.fill(f"{kept}\nomnisports = gymnase municipal")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator(".office-message.ok")).to_be_visible()
    citizen = tab()
    citizen.goto(address("/@@search?SearchableText=gymnase+municipal", "durbuy"))
    expect(citizen.locator("main")).to_contain_text("Hall omnisports")


def test_an_old_address_leads_citizens_to_the_page(person, address, tab):
    page = person("chef")
    page.goto(address("/@@old-addresses", "durbuy"))
    page.locator("input[name=old]:not([type=hidden])").first.fill("/sport/heures.html")
    page.locator("input[name=new]").fill("/sports/hall/horaires")
    page.locator("input[name=new]").press("Enter")
    expect(page.locator(".office-message.ok")).to_contain_text("/sport/heures.html")
    citizen = tab()
    citizen.goto(address("/sport/heures.html", "durbuy"))
    expect(citizen).to_have_url(address("/sports/hall/horaires", "durbuy"))
