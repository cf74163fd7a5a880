"""Finding: what citizens type leads to the page that answers, mistakes included."""

from .barriers import violations
from .barriers import walk
from .barriers import WIDTHS
import json
import pytest


pytestmark = pytest.mark.needs("chromium")


def test_a_mistake_leads_to_the_procedure_and_is_told(tab, address):
    page = tab(390)
    page.goto(address("/@@search?SearchableText=pasport"))
    assert page.locator(".results > li a").first.inner_text() == "Passeport"
    page.get_by_role("link", name="Chercher exactement").click()
    assert "exact=1" in page.url


def test_filters_work_by_get_without_script(tab, address, picture):
    page = tab(1280, java_script_enabled=False)
    page.goto(address("/@@search?SearchableText=carte"))
    picture(page, "recherche")
    page.locator("input[value='Procedure']").check()
    page.get_by_role("button", name="Appliquer").click()
    page.wait_for_url(lambda url: "kind" in url)
    assert set(page.locator(".results .meta:first-child").all_inner_texts()) == {"Démarche"}


@pytest.mark.parametrize(
    "query",
    [
        "page=-1",
        "path=/../secret",
        "SearchableText:list=a&SearchableText:list=b",
        "kind=%00",
        "SearchableText=" + "a" * 9000,
        "sort=x&theme:list=y",
    ],
)
def test_odd_addresses_answer_cleanly(tab, address, query):
    assert tab().goto(address(f"/@@search?{query}")).status in (200, 400, 414)


def test_suggestions_are_grouped_and_few(tab, address):
    answer = tab().goto(address("/@@suggest?q=carte+id"))
    groups = json.loads(answer.body())
    assert groups[0]["title"] == "Démarches"
    assert sum(len(group["rows"]) for group in groups) <= 6


def test_a_suggestion_and_a_result_tell_the_price(tab, address):
    page = tab(1280)
    rows = json.loads(page.goto(address("/@@suggest?q=carte+id")).body())[0]["rows"]
    assert "€" in rows[0]["note"]
    page.goto(address("/@@search?SearchableText=carte+identite"))
    assert "€ prix" in page.locator(".results .best .answers").inner_text()


def test_filters_are_a_sheet_on_a_phone_without_script(tab, address):
    page = tab(390, java_script_enabled=False)
    page.goto(address("/@@search?SearchableText=carte"))
    sheet = page.locator("#filters")
    assert not sheet.is_visible()
    page.get_by_role("button", name="Filtrer").click()
    assert sheet.is_visible()
    page.keyboard.press("Escape")
    assert not sheet.is_visible()
    page.get_by_role("button", name="Filtrer").click()
    page.get_by_label("Démarches").check()
    page.get_by_role("button", name="Appliquer").click()
    page.get_by_role("link", name="Retirer le filtre Démarches").click()
    assert "kind" not in page.url


def test_the_page_of_a_dead_address_asks_the_search(tab, address):
    page = tab(390)
    page.goto(address("/ancien/pasport.html"))
    assert "Passeport" in page.locator(".results").inner_text()


def test_german_compounds_are_found_by_their_last_part(tab, address):
    page = tab()
    page.goto(address("/de/@@search?SearchableText=tonne", "st-vith"))
    assert "Müllabfuhr" in page.locator(".results").inner_text()


def test_suggestions_are_chosen_by_keyboard_and_closed_by_escape(tab, address):
    page = tab(1280)
    page.goto(address("/"))
    field = page.locator("#search-home")
    field.press_sequentially("passep")
    option = page.get_by_role("option").first
    option.wait_for()
    assert option.locator("strong").inner_text() == "Passep"
    field.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    field.press_sequentially("o")
    page.get_by_role("option").first.wait_for()
    field.press("ArrowDown")
    field.press("Enter")
    page.wait_for_url("**/passeport")


def test_no_results_page_has_a_barrier(tab, address):
    page = tab()
    asked = ("carte", "pasport", "zzzzqqq")
    assert not walk(page, [address(f"/@@search?SearchableText={one}") for one in asked])


@pytest.mark.parametrize("width", WIDTHS)
def test_suggestions_have_no_barrier(tab, address, width):
    page = tab(width)
    page.goto(address("/"))
    page.locator("input[name=SearchableText]:visible").first.press_sequentially("carte")
    page.get_by_role("option").first.wait_for()
    assert not violations(page)
