"""Procedures as a citizen finds them: from the life event to the desk, on a phone."""

from .barriers import too_wide
from .barriers import walk
from playwright.sync_api import expect
import pytest


pytestmark = pytest.mark.needs("chromium")

PAGES = (
    ("namur", "/demarches"),
    ("namur", "/demarches?life_event=moving"),
    ("namur", "/demarches/carte-d-identite-perdue"),
    ("namur", "/demarches/permis-d-urbanisme"),
    ("st-vith", "/de/anliegen"),
    ("st-vith", "/de/anliegen/umzug-melden"),
    ("durbuy", "/demarches"),
)


def test_pages_of_procedures_have_no_barrier(tab, address):
    assert not walk(tab(), [address(path, host) for host, path in PAGES])


def test_nothing_scrolls_sideways_in_a_narrow_window(tab, address):
    page = tab(320)
    for host, path in PAGES:
        page.goto(address(path, host))
        assert not too_wide(page), path


def test_two_steps_from_the_life_event_to_the_answer_without_script(tab, address):
    page = tab(390, java_script_enabled=False)
    page.goto(address("/demarches"))
    page.get_by_role("link", name="Je déménage").click()
    page.get_by_role("link", name="Changer d’adresse").click()
    assert page.locator(".facts dd").first.inner_text() == "gratuit"
    expect(page.locator(".facts").get_by_text("8 jours ouvrables")).to_be_visible()
    assert not page.get_by_role("button", name="Imprimer la fiche").is_visible()


def test_with_script_the_page_can_be_printed(tab, address, picture):
    page = tab()
    page.goto(address("/demarches/carte-d-identite-perdue"))
    picture(page, "demarches")
    assert page.get_by_role("button", name="Imprimer la fiche").is_visible()


def test_print_keeps_the_checklist_and_drops_what_a_sheet_cannot_do(tab, address):
    page = tab()
    page.goto(address("/demarches/carte-d-identite-perdue"))
    page.emulate_media(media="print")
    assert page.locator(".checklist li").first.is_visible()
    assert not page.get_by_role("button", name="Imprimer la fiche").is_visible()
    assert not page.locator("#menu").is_visible()


def test_no_page_of_procedures_speaks_two_languages(tab, address):
    page = tab()
    for path in ("/de/anliegen", "/de/anliegen/umzug-melden"):
        page.goto(address(path, "st-vith"))
        shown = page.locator("main").inner_text()
        for word in ("Prix", "Délai", "Comment faire", "Où", "Delay", "Price", "gratuit"):
            assert word not in shown.split()


def test_search_engines_read_the_procedure(tab, address):
    page = tab()
    page.goto(address("/demarches/carte-d-identite-perdue"))
    told = page.locator("script[type='application/ld+json']").first.inner_text()
    assert '"GovernmentService"' in told
    assert '"price": "27.00"' in told
