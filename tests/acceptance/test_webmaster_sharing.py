"""Namur offers a procedure, the hub accepts it, Durbuy adopts it: in the browser, by each role."""

from .barriers import violations
from .library import work
from .playground import inside
from playwright.sync_api import expect
from plone import api
import pytest


pytestmark = pytest.mark.needs("chromium")
PASSWORD = "correct horse battery"


@pytest.fixture
def section_editor(served):
    """Somebody who edits one folder of Durbuy."""
    with inside("durbuy") as site:
        if api.user.get("sharing-section") is None:
            api.user.create("sharing@example.org", "sharing-section", PASSWORD)
            folder = site["demarches"]
            folder.manage_setLocalRoles("sharing-section", ["Editor", "Contributor"])
            folder.reindexObjectSecurity()
    return "sharing-section", PASSWORD


@pytest.fixture
def procedure(served):
    """The path of a procedure of Namur."""
    with inside("namur"):
        brains = api.content.find(
            portal_type="Procedure", review_state="published", sort_on="path", Language="fr"
        )
        return brains[0].getPath().removeprefix("/namur"), brains[0].Title


def test_what_one_commune_writes_another_adopts(
    office_tab, tab, address, procedure, section_editor, picture
):
    path, title = procedure
    page = office_tab()
    # Namur offers
    page.goto(address(f"{path}/@@offer"))
    expect(page.locator("h1")).to_contain_text("Offrir")
    assert not violations(page)
    picture(page, "offrir")
    page.get_by_label("Un mot pour celles et ceux").fill("Prévoir un guichet.")
    page.locator("#offer-send").click()
    expect(page.locator("#offer-state")).to_contain_text("En route")
    work("namur")
    # The hub reads and accepts, by keyboard
    page.goto(address("/@@offers", "hub"))
    expect(page.locator(".hub-title")).to_have_text(title)
    expect(page.locator(".hub-read")).to_contain_text("Prévoir un guichet.")
    assert not violations(page)
    picture(page, "relire-les-offres")
    page.locator("#decision-accept").focus()
    page.keyboard.press("Space")
    page.get_by_label("Un mot à Namur").fill("Merci, très clair.")
    page.locator("#decide").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("dans la bibliothèque").first).to_be_visible()
    work("hub")
    page.goto(address(f"{path}/@@offer"))
    expect(page.locator("#offer-state")).to_contain_text("Merci, très clair.")
    # Everyone reads it
    visitor = tab(390)
    visitor.goto(address("/@@shared", "hub"))
    assert not violations(visitor)
    visitor.get_by_role("link", name=title).click()
    expect(visitor.locator("h1")).to_have_text(title)
    assert not violations(visitor)
    # An editor of a section of Durbuy finds it, and sees where it may go
    page = office_tab(section_editor)
    page.goto(address("/@@library", "durbuy"))
    page.get_by_label("Chercher dans la bibliothèque").fill(title.split()[0])
    page.keyboard.press("Enter")
    expect(page.locator("#library-total")).to_have_text("Un contenu")
    assert not violations(page)
    picture(page, "bibliotheque")
    page.get_by_role("link", name=title, exact=True).click()
    page.wait_for_url("**/@@library-item?urn=*")
    expect(page.locator(".sharing-title")).to_have_text(title)
    assert not violations(page)
    picture(page, "bibliotheque-contenu")
    page.locator("#adopt").click()
    assert not violations(page)
    picture(page, "adopter")
    assert "Démarches" in page.locator("#adopt-where").inner_text()
    # What is wrong is said, what was typed stays
    rows = page.locator("textarea").first
    rows.fill("Adulte | quinze 15 15")
    out = page.get_by_label("Enlever le lien et garder les mots")
    for number in range(out.count()):
        out.nth(number).check()
    page.locator("#adopt-save").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.locator("textarea").first.input_value() == "Adulte | quinze 15 15"
    page.locator("textarea").first.fill("Adulte | 15 €")
    page.locator("#adopt-save").click()
    expect(page.locator("h1").first).to_have_text(title)
    with inside("durbuy") as site:
        brains = site.portal_catalog.unrestrictedSearchResults(portal_type="Procedure")
        made = [brain._unrestrictedGetObject() for brain in brains]
        assert [api.content.get_state(one) for one in made] == ["private"]
        assert made[0].tariffs[0]["price"]["value"] == "15.00"
    work("durbuy")
    page.goto(address("/@@library", "durbuy"))
    expect(page.locator(".sharing-use").first).to_contain_text("1")
    # On a phone too
    phone = office_tab(width=390)
    for at in ("/@@library",):
        phone.goto(address(at, "durbuy"))
        width = phone.evaluate("document.documentElement.scrollWidth")
        assert width <= 390


def test_who_has_no_account_sees_no_back_office_of_sharing(tab, address, procedure):
    page = tab()
    for path, host in (
        ("/@@library", "durbuy"),
        ("/@@library-adopt?urn=urn:uuid:0", "durbuy"),
        ("/@@offers", "hub"),
        (f"{procedure[0]}/@@offer", "namur"),
    ):
        page.goto(address(path, host))
        assert "login" in page.url or "require_login" in page.url
