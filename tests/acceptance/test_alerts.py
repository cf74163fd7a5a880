"""Alerts in a browser: published from a phone, without script, by keyboard, with no barrier."""

from .barriers import problems
from .barriers import too_wide
from .barriers import walk
from .conftest import EDITOR
from playwright.sync_api import Page
import base64
import gzip
import pytest


pytestmark = pytest.mark.needs("chromium")

TOKEN = base64.b64encode(":".join(EDITOR).encode()).decode()
SIGNED_IN = {"Authorization": f"Basic {TOKEN}"}


#: Reviewed: 9:1 on the footer's own white, and axe cannot see past what scrolls under it.
REVIEWED = '<p id="follows">'


def wrong(page: Page) -> dict[str, list[str]]:
    wide = {"it scrolls sideways": []} if too_wide(page) else {}
    return problems(page, reviewed=[REVIEWED]) | wide


def test_no_page_of_alerts_has_a_barrier(tab, address):
    page = tab()
    page.goto(address("/alertes"))
    paths = [one.get_attribute("href") for one in page.locator(".rows.heads a").all()]
    assert len(paths) == 2
    assert not walk(page, [address("/alertes"), address("/@@roadworks_view"), *paths], [REVIEWED])


def test_a_german_commune_warns_in_german(tab, address):
    page = tab(390)
    page.goto(address("/de", "st-vith"))
    band = page.locator("section.alert")
    assert "öffentliche Toiletten" in band.inner_text()
    assert "Was tun, und wo" in band.inner_text()


@pytest.mark.parametrize("script", [True, False])
def test_an_emergency_is_published_from_a_phone_and_ended(tab, address, script, picture):
    """Three questions by keyboard; the home is a crisis page; an end gives it back."""
    page = tab(390, 844, extra_http_headers=SIGNED_IN, java_script_enabled=script)
    reader = tab(390, 844)
    page.goto(address("/@@publish-alert", "durbuy"))
    page.locator("[name=level][value=emergency]").focus()
    page.keyboard.press("Space")
    page.locator("[name=text][value=flood]").focus()
    page.keyboard.press("Space")
    if script:
        assert not wrong(page)
    page.get_by_role("button", name="Continuer").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Titre").fill("Crue de l'Ourthe à Barvaux")
    if script:
        assert not wrong(page)
    page.get_by_role("button", name="Relire").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Publier").wait_for()
    if script:
        assert not wrong(page)
    page.get_by_role("button", name="Publier").focus()
    page.keyboard.press("Enter")
    page.get_by_role("status").wait_for()
    if script:
        assert not wrong(page)

    reader.goto(address("", "durbuy"))
    picture(reader, "alertes")
    assert reader.get_by_role("heading", level=1).inner_text() == "Crue de l’Ourthe à Barvaux"
    assert "ne remplace ni le 112 ni BE-Alert" in reader.content()
    assert reader.evaluate("performance.getEntriesByType('resource').length") == 0
    assert reader.evaluate("getComputedStyle(document.querySelector('header')).color") == (
        "rgb(255, 255, 255)"
    )
    assert len(gzip.compress(reader.content().encode())) <= 2048
    assert not wrong(reader)
    reader.locator("a[href*=full]").click()
    band = reader.locator("section.alert.emergency")
    assert "Crue de l’Ourthe" in band.inner_text()
    assert not wrong(reader)

    page.get_by_role("button", name="Terminer").click()
    page.get_by_role("status").wait_for()
    reader.goto(address("", "durbuy"))
    assert reader.locator("section.alert").count() == 0
    assert "1722" not in reader.content()


def test_what_was_typed_is_still_on_the_phone_after_a_crash(tab, address):
    page = tab(390, 844, extra_http_headers=SIGNED_IN)
    page.goto(address("/@@publish-alert", "durbuy"))
    page.locator("[name=level][value=warning]").check()
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Titre").fill("Arbre sur la route")
    page.goto(address("/@@publish-alert", "durbuy"))
    assert page.locator("[name=level][value=warning]").is_checked()
    page.get_by_role("button", name="Continuer").click()
    assert page.get_by_label("Titre").input_value() == "Arbre sur la route"
