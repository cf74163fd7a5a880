"""The directory in a browser: on a phone and a desktop, without script, with no barrier."""

from .barriers import walk
from playwright.sync_api import expect
import pytest


pytestmark = pytest.mark.needs("chromium")

#: What `test_accessibility` does not find by itself: other states of a page.
PATHS = (
    "/services/accueil-population",
    "/services/lieux?kind=library&open=1",
    "/commune/conseil?on=2020-05-01",
    "/commune/mandataires/bourgmestre",
)
GERMAN = (
    "/de/dienste",
    "/de/dienste/buergerdienst",
    "/de/dienste/orte",
    "/de/dienste/orte/bibliothek",
    "/de/dienste/vereine/chor",
    "/de/gemeinde/gemeindekollegium",
    "/de/gemeinde/mandatare/buergermeister",
)
FRENCH = (
    "Afficher",
    "Résultat",
    "Tout afficher",
    "Mandats",
    "depuis",
    "Venir",
    "L’équipe",
    "Type",
)


def test_no_page_of_the_directory_has_a_barrier(tab, address):
    assert not walk(tab(), [address(path) for path in PATHS])


def test_places_are_chosen_without_script(tab, address):
    page = tab(390, java_script_enabled=False)
    page.goto(address("/services/lieux"))
    page.get_by_label("Type").select_option("Bibliothèque")
    page.locator(".directory-filters button").click()
    assert "kind=library" in page.url
    expect(page.locator(".entries .line-up > a")).to_have_text(["Bibliothèque communale"])


def test_the_college_of_another_day_is_asked_for_without_script(tab, address, picture):
    page = tab(390, java_script_enabled=False)
    page.goto(address("/commune/college"))
    picture(page, "annuaire")
    assert "Ancienne bourgmestre" not in page.locator("main").inner_text()
    page.locator("#on").fill("2020-05-01")
    page.locator(".directory-filters button").click()
    assert "Ancienne bourgmestre" in page.locator("main").inner_text()


@pytest.mark.parametrize("path", GERMAN)
def test_the_german_directory_is_german(tab, address, path):
    page = tab()
    assert page.goto(address(path, "st-vith")).status == 200
    text = page.locator("main").inner_text()
    assert not [word for word in FRENCH if word in text]
