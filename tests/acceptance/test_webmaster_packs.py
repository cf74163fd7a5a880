"""A pack put together by the hub is adopted whole by Durbuy; offers are read by keyboard."""

from .barriers import violations
from .library import empty_library
from .library import forget
from .library import work
from .playground import inside
from communesplone.core.sharing import ILibrary
from communesplone.core.sharing.records import Query
from communesplone.hub.catalogue import catalogue
from communesplone.hub.packs.keeping import put
from communesplone.policy.demo_library import fill
from communesplone.sharing.store import store
from dataclasses import replace
from playwright.sync_api import expect
from plone import api
from plone.testing.zope import zopeApp
from urllib.parse import quote
import pytest
import transaction


pytestmark = pytest.mark.needs("chromium")


@pytest.fixture
def titles(served):
    """The titles of three contents of the library; another one waits."""
    with inside("hub") as site:
        # The demonstration shares only where nothing was shared, not even what was withdrawn
        offers = catalogue(site).offers
        for urn in [urn for urn, one in offers.items() if one.withdrawn]:
            del offers[urn]
        transaction.commit()
    with zopeApp() as app:
        fill(app, ["namur"])
    with inside("hub") as site:
        rows = ILibrary(site).search(Query(order="date")).rows
        found = [row.title for row in rows if row.kind != "pack"][:3]
    yield found
    empty_library()
    with inside("namur") as site:
        forget(site, "original")
    with inside("durbuy") as site:
        for uid in forget(site, "adopted"):
            api.content.delete(api.content.get(UID=uid), check_linkintegrity=False)
        # The catalog is told while the site is known
        transaction.commit()


@pytest.fixture
def named(served):
    """The path of a page of Namur that says who offers it."""
    with inside("namur") as site:
        page = api.content.create(
            site["vivre"],
            "Document",
            "offre",
            title="Nos services",
            description="Ce que Namur offre à ses habitants",
        )
        api.content.transition(page, "publish")
        transaction.commit()
    yield "/vivre/offre"
    with inside("namur") as site:
        api.content.delete(site["vivre"]["offre"], check_linkintegrity=False)
        transaction.commit()


def fits(page):
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_a_pack_is_put_together_and_adopted_whole(office_tab, tab, address, titles, picture):
    hub = office_tab()
    hub.goto(address("/@@packs", "hub"))
    assert not violations(hub)
    hub.get_by_role("link", name="Réunir un ensemble").click()
    hub.get_by_label("À quoi sert-il ?").fill("Les bases d’une petite commune")
    hub.get_by_label("Que contient-il ?").fill("Ce qu’on demande le plus au guichet.")
    for title in titles:
        hub.get_by_role("button", name=f"Ajouter {title}").click()
    hub.get_by_role("button", name=f"Monter {titles[2]}").focus()
    hub.keyboard.press("Enter")
    expect(hub.locator("#pack-contents li").nth(1)).to_contain_text(titles[2])
    hub.get_by_label("Taille de la commune").select_option("small")
    assert not violations(hub)
    picture(hub, "reunir-un-ensemble")
    hub.locator("#pack-save").click()
    expect(hub.locator(".office-rows")).to_contain_text("Les bases d’une petite commune")
    # Everyone reads it
    visitor = tab(390)
    visitor.goto(address("/@@shared", "hub"))
    visitor.get_by_role("link", name="Les bases d’une petite commune").click()
    expect(visitor.locator("h1")).to_have_text("Les bases d’une petite commune")
    assert not violations(visitor)
    fits(visitor)
    # Durbuy adopts all of it
    page = office_tab()
    page.goto(address("/@@library", "durbuy"))
    assert not violations(page)
    page.get_by_role("link", name="Les bases d’une petite commune").click()
    assert not violations(page)
    picture(page, "ensemble")
    phone = office_tab(width=390)
    phone.goto(page.url)
    fits(phone)
    page.get_by_role("link", name="Adopter les 3").click()
    assert not violations(page)
    picture(page, "adopter-un-ensemble")
    phone.goto(page.url)
    fits(phone)
    with inside("durbuy") as site:
        before = len(store(site).bases)
    out = page.get_by_label("Enlever le lien et garder les mots")
    for number in range(out.count()):
        out.nth(number).check()
    page.locator("textarea").first.fill("Adulte | quinze 15 15")
    page.locator("#adopt-save").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("textarea").first).to_have_value("Adulte | quinze 15 15")
    with inside("durbuy") as site:
        assert len(store(site).bases) == before
    page.locator("textarea").first.fill("Adulte | 15 €")
    page.locator("#adopt-save").click()
    expect(page.get_by_text("3 brouillons")).to_be_visible()
    with inside("durbuy") as site:
        uids = list(store(site).bases)[before:]
        brains = site.portal_catalog.unrestrictedSearchResults(UID=uids)
        assert {api.content.get_state(one._unrestrictedGetObject()) for one in brains} == {
            "private"
        }
    # It changes, and says so
    work("durbuy")
    with inside("hub") as site:
        packs = catalogue(site).packs.values()
        pack = next(one for one in packs if one.contents.title.startswith("Les bases"))
        shorter = replace(pack.contents, urns=pack.contents.urns[:2])
        put(site, pack.urn, shorter, "Plus court.")
        urn = pack.urn
    work("hub")
    page.goto(address("/@@updates", "durbuy"))
    expect(page.get_by_text("a changé")).to_be_visible()
    assert not violations(page)
    page.goto(address(f"/@@library-pack?urn={quote(urn)}", "durbuy"))
    expect(page.locator("#pack-changed")).to_contain_text("Plus court.")
    page.get_by_role("button", name="C’est vu").click()
    expect(page.locator("#pack-changed")).to_have_count(0)


def test_offers_are_read_by_keyboard_and_what_is_found_is_suggested(
    office_tab, address, titles, named, picture
):
    page = office_tab()
    page.goto(address("/@@offers", "hub"))
    expect(page.get_by_text("suivante, précédente")).to_be_visible()
    assert not violations(page)
    picture(page, "relire-les-offres")
    page.keyboard.press("j")
    expect(page.locator("[data-row]").first).to_be_focused()
    page.keyboard.press("r")
    expect(page.locator("#decision-back")).to_be_checked()
    expect(page.locator("#decision-word")).to_be_focused()
    page.locator("h1").click()
    page.keyboard.press("a")
    expect(page.locator("#decision-accept")).to_be_checked()
    expect(page.locator("#decide")).to_be_focused()
    # The author mends the name of the commune in the page of the offer
    page.goto(address(f"{named}/@@offer"))
    assert not violations(page)
    picture(page, "offrir-corriger")
    page.get_by_role("button", name="Remplacer « Namur »").click()
    expect(page.get_by_role("button", name="Remplacer « Namur »")).to_have_count(0)
    page.get_by_role("button", name="Annuler la dernière correction").click()
    expect(page.get_by_role("button", name="Remplacer « Namur »")).to_be_visible()
