"""Finding: what citizens type leads to the page that answers, mistakes included."""

import json
import pytest


def test_a_mistake_leads_to_the_procedure_and_is_told(tab, address):
    page = tab(390)
    page.goto(address("/@@search?SearchableText=pasport"))
    assert page.locator(".results > li a").first.inner_text() == "Passeport"
    page.get_by_role("link", name="Chercher exactement").click()
    assert "exact=1" in page.url


def test_filters_work_by_get_without_script(tab, address):
    page = tab(1280, java_script_enabled=False)
    page.goto(address("/@@search?SearchableText=carte"))
    page.locator("input[value='Procedure']").check()
    page.get_by_role("button", name="Appliquer").click()
    assert "kind" in page.url
    assert set(page.locator(".results .meta").all_inner_texts()) == {"Démarches"}


@pytest.mark.parametrize(
    "query",
    [
        "page=-1",
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


def test_german_compounds_are_found_by_their_last_part(tab, address):
    page = tab()
    page.goto(address("/de/@@search?SearchableText=tonne", "st-vith"))
    assert "Müllabfuhr" in page.locator(".results").inner_text()
