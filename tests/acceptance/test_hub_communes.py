"""The hub: its home, the communes on a map and in a list, who works for them, the figures."""

from .barriers import violations
from .playground import PASSWORD
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.users import system
from collections.abc import Iterator
from communesplone.core import memory
from communesplone.hub.communes.people import remove
from communesplone.sharing.reporting import report
from playwright.sync_api import expect
from playwright.sync_api import Page
from plone import api
from plone.testing.zope import zopeApp
from zope.component.hooks import setSite
import pytest
import transaction


pytestmark = pytest.mark.needs("chromium")

DURBUY = "nis:83012"


@pytest.fixture
def claire(served) -> Iterator[tuple[str, str]]:
    """Somebody with an account of the hub, after the three communes have reported."""
    with zopeApp() as app:
        newSecurityManager(None, system.__of__(app.acl_users))
        for site_id in ("namur", "durbuy", "st-vith"):
            setSite(app[site_id])
            report(app[site_id])
        setSite(app["hub"])
        name = {"fullname": "Claire Exemple"}
        api.user.create("claire@durbuy.example", "claire", PASSWORD, properties=name)
        transaction.commit()
        memory.forget()
        yield ("claire", PASSWORD)
        transaction.begin()
        remove(app["hub"], DURBUY, "claire")
        api.user.delete(username="claire")
        transaction.commit()
        setSite(None)
        noSecurityManager()


def assert_sound(page: Page) -> None:
    """Nothing that axe finds, and nothing wider than the window."""
    assert not violations(page)
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [390, 1280])
def test_everyone_reads_the_home_the_communes_and_the_figures(claire, tab, address, width):
    page, asked = tab(width), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address("/", "hub"))
    expect(page.locator("h1")).to_have_text("Fait par une commune, utile à toutes")
    expect(page.locator(".hub-counts")).to_contain_text("Communes membres3")
    assert_sound(page)
    page.locator("#hub-text").fill("vith")
    page.keyboard.press("Enter")
    expect(page.locator(".office-row a")).to_have_text(["Sankt Vith"])
    assert_sound(page)
    if width < 900:
        page.get_by_role("button", name="Menu").click()
    page.get_by_role("navigation").get_by_role("link", name="Communes").click()
    expect(page.locator(".hub-map .uses")).to_have_count(3)
    expect(page.locator("tbody tr")).to_have_count(3)
    assert_sound(page)
    page.get_by_label("Langue").select_option(label="allemand")
    page.get_by_role("button", name="Afficher", exact=True).click()
    expect(page.locator("tbody th a")).to_have_text(["Sankt Vith"])
    page.locator("tbody th a").click()
    expect(page.locator("h1")).to_have_text("Sankt Vith")
    expect(page.get_by_text("À qui écrire")).to_have_count(0)
    assert_sound(page)
    page.goto(address("/@@hub-figures", "hub"))
    expect(page.locator("h1")).to_contain_text("en chiffres")
    assert_sound(page)
    assert all(url.startswith((address("", "hub"), "data:")) for url in asked)


def test_who_keeps_the_hub_gives_a_commune_its_voice_by_keyboard(
    claire, office_tab, address, picture
):
    page = office_tab()
    page.goto(address(f"/@@commune-people?id={DURBUY}", "hub"))
    page.locator("#hub-who").fill("claire@durbuy.example")
    page.keyboard.press("Enter")
    expect(page.locator(".hub-people strong")).to_have_text("Claire Exemple")
    assert_sound(page)
    page.get_by_role("button", name="Donner la voix à Claire Exemple").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".hub-people")).to_contain_text("porte la voix de la commune")
    # She reads whom to write to, and what is near
    page = office_tab(claire)
    page.goto(address(f"/@@commune?id={DURBUY}", "hub"))
    expect(page.get_by_role("link", name="claire@durbuy.example")).to_be_visible()
    expect(page.locator(".hub-tools")).to_contain_text("0.1.0")
    page.goto(address("/@@communes?tool=communesplone.procedures", "hub"))
    expect(page.locator("tbody th a")).to_have_text(["Durbuy", "Namur", "Sankt Vith"])
    expect(page.locator(".hub-map circle.here")).to_have_count(1)
    assert_sound(page)
    picture(page, "hub-communes")
