"""The day of those who keep a site: dashboard, finding, keys; as webmaster, editor, reviewer."""

from .barriers import violations
from communesplone.core import memory
from datetime import date
from datetime import timedelta
from playwright.sync_api import expect
from plone import api
from plone.testing.zope import zopeApp
from zope.component.hooks import setSite
import base64
import pytest
import transaction


pytestmark = pytest.mark.needs("chromium")

#: Milliseconds that a form of Plone may take to come on a busy machine.
PATIENCE = 120_000
PASSWORD = "correct horse battery"
PAGES = ("/@@dashboard", "/@@contents", "/@@create", "/@@my-office")
OF_WEBMASTERS = ("/@@office-settings", "/@@menu-order", "/@@old-addresses", "/@@office-components")


@pytest.fixture
def staff(served):
    """Namur with work to do: its webmaster, a reviewer, and an editor of one folder."""
    with zopeApp() as app:
        site = app["namur"]
        setSite(site)
        memory.forget()
        with api.env.adopt_user(user=app.acl_users.getUser("webmaster").__of__(app.acl_users)):
            if api.user.get(username="keeper") is None:
                _employ(site)
                _give_work(site)
                transaction.commit()
        setSite(None)


def _employ(site):
    for name, group in (("keeper", "Webmasters"), ("reader", "Reviewers"), ("sportive", "")):
        api.user.create(username=name, email=f"{name}@example.org", password=PASSWORD)
        if group:
            api.group.add_user(groupname=group_of(site, group), username=name)


def group_of(site, title):
    """Return the id of a group of the commune by the role that it gives."""
    roles = {"Webmasters": "Site Administrator", "Reviewers": "Reviewer"}
    groups = [one for one in api.group.get_groups() if roles[title] in one.getRoles()]
    return groups[0].getId()


def _give_work(site):
    sport = api.content.create(site, "Folder", "sport", title="Sport")
    api.content.transition(sport, "publish")
    sport.manage_setLocalRoles("sportive", ["Contributor", "Editor"])
    sport.reindexObjectSecurity()
    page = api.content.create(
        sport,
        "Document",
        "bassin",
        title="Bassin communal",
        review_date=date.today() - timedelta(12),
    )
    api.content.transition(page, "publish")
    page.reindexObject()
    with api.env.adopt_user(username="sportive"):
        plain = api.content.create(sport, "Document", "plaine", title="Plaine de jeux")
        api.content.transition(plain, "submit")
        api.content.create(sport, "Document", "tennis", title="Tennis")


@pytest.fixture
def office(staff, tab):
    """`office("keeper", width=390)`: a tab of a person."""

    def open_tab(name, width=1280):
        token = base64.b64encode(f"{name}:{PASSWORD}".encode()).decode()
        page = tab(width, extra_http_headers={"Authorization": f"Basic {token}"})
        page.set_default_timeout(PATIENCE)
        return page

    return open_tab


@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_is_accessible_and_fits(office, address, width):
    page = office("keeper", width)
    for path in (*PAGES, *OF_WEBMASTERS):
        page.goto(address(path))
        assert not violations(page), path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_pages_reflow_at_320(office, address):
    page = office("keeper", 320)
    for path in (*PAGES, *OF_WEBMASTERS):
        page.goto(address(path))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_a_webmaster_reviews_checks_and_creates_from_the_dashboard(office, address, picture):
    page = office("keeper")
    page.goto(address("/@@dashboard"))
    picture(page, "tableau-de-bord")
    expect(page.locator(".office-lead")).to_contain_text("attendent votre décision")
    row = page.locator(".office-row", has_text="Bassin communal")
    expect(row).to_contain_text("depuis 12 jours")
    row.get_by_role("button", name="Rien à changer").click()
    expect(page.locator(".office-message.ok")).to_contain_text("Bassin communal")
    page.get_by_role("button", name="Annuler").click()
    expect(page.locator(".office-row", has_text="Bassin communal")).to_be_visible()
    page.locator(".office-context").get_by_role("link", name="Actualité").click()
    page.wait_for_selector("#form-widgets-IDublinCore-title")
    expect(page.locator(".office-bar")).to_be_visible()


def test_a_reviewer_finds_what_was_submitted(office, address):
    page = office("reader")
    page.goto(address("/@@dashboard"))
    row = page.locator(".office-row", has_text="Plaine de jeux")
    expect(row.get_by_role("link", name="Relire")).to_be_visible()
    expect(page.get_by_role("link", name="Réglages")).to_have_count(0)


def test_an_editor_of_a_section_works_there_only(office, address):
    page = office("sportive")
    page.goto(address("/@@dashboard"))
    expect(page.get_by_role("link", name="Relire")).to_have_count(0)
    expect(page.locator(".office-row", has_text="Bassin communal")).to_be_visible()
    expect(page.locator(".office-context")).to_contain_text("Tennis")
    page.goto(address("/@@create"))
    places = page.locator(".office-row .why").all_inner_texts()
    assert places
    assert all("Sport" in place for place in places)
    for path in OF_WEBMASTERS[1:3]:
        page.goto(address(path))
        expect(page.locator("h1")).to_have_text("Votre compte n’ouvre pas cette page")


def test_keys_search_list_and_create_and_can_be_switched_off(office, address):
    page = office("keeper")
    page.goto(address("/@@contents"))
    page.keyboard.press("/")
    expect(page.locator("#office-search")).to_be_focused()
    page.keyboard.type("c?/")
    expect(page.locator("#office-search")).to_have_value("c?/")
    page.locator("#find-text").blur()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    expect(page.locator("#office-keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#office-keys")).not_to_be_visible()
    page.keyboard.press("c")
    expect(page.locator("#office-create")).to_be_visible()
    assert not violations(page)
    page.keyboard.press("e")
    page.wait_for_url(address("/agenda/++add++Event") + "*", wait_until="commit")
    page.goto(address("/@@my-office"))
    page.get_by_label("Les lettres seules sont des raccourcis").uncheck()
    page.get_by_role("button", name="Garder mes choix").click()
    page.wait_for_url(address("/@@dashboard"))
    expect(page.locator("#office-keys")).to_have_count(0)


def test_a_search_is_kept_as_a_view_by_keyboard(office, address, picture):
    page = office("reader")
    page.goto(address("/@@contents"))
    picture(page, "contenus")
    page.locator("#find-text").focus()
    page.keyboard.type("bass")
    page.keyboard.press("Enter")
    page.wait_for_url("**SearchableText=bass**")
    expect(page.locator(".office-table tbody tr")).to_have_count(1)
    page.locator("#view-name").focus()
    page.keyboard.type("Bassins")
    page.keyboard.press("Enter")
    page.wait_for_selector(".office-message.ok")
    page.goto(address("/@@contents"))
    page.get_by_role("link", name="Bassins").click()
    page.wait_for_url("**SearchableText=bass**")
    expect(page.locator(".office-table tbody tr")).to_have_count(1)


def test_the_sections_of_work_open_on_a_phone_and_close_with_escape(office, address):
    page = office("keeper", 390)
    page.goto(address("/@@dashboard"))
    expect(page.locator("#office-places")).not_to_be_visible()
    page.get_by_role("button", name="Travail").press("Enter")
    expect(page.locator("#office-places").get_by_role("link", name="Contenus")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#office-places")).not_to_be_visible()


def test_whoever_logs_in_lands_on_the_dashboard(staff, tab, address):
    page = tab()
    page.goto(address("/login"))
    page.locator("#__ac_name").fill("keeper")
    page.locator("#__ac_password").fill(PASSWORD)
    page.locator("#buttons-login").click()
    expect(page).to_have_url(address("/@@dashboard"))
    expect(page.locator("h1")).to_be_visible()
