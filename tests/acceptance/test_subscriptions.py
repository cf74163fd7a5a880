"""Subscribing in a browser: without script, by keyboard, with no barrier, in German too."""

from .barriers import barriers
from .barriers import walk
from playwright.sync_api import expect
import pytest


pytestmark = pytest.mark.needs("chromium")

PAGE = "/@@subscriptions"
DEAD = "/@@subscriptions-manage?t=nothing"


def test_no_page_of_a_subscription_has_a_barrier(tab, address):
    page = tab()
    assert not walk(page, [address(PAGE), address(DEAD)])
    page.goto(address(PAGE))
    page.locator("summary").first.click()
    page.get_by_role("button", name="S’abonner").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert not barriers(page)


def test_one_subscribes_without_script_and_by_keyboard_alone(tab, address):
    page = tab(390, java_script_enabled=False)
    page.goto(address(PAGE))
    page.get_by_label("Actualités", exact=True).press("Space")
    page.get_by_label("Chaque semaine").press("Space")
    page.get_by_label("Votre adresse électronique").fill("nom@exemple.example")
    page.get_by_role("button", name="S’abonner").press("Enter")
    assert "nom@exemple.example" in page.get_by_role("status").last.inner_text()
    assert not page.context.cookies()


def test_an_error_leads_to_its_field_and_keeps_what_was_typed(tab, address, picture):
    page = tab()
    page.goto(address(PAGE))
    picture(page, "abonnements")
    page.get_by_label("Actualités", exact=True).check()
    page.get_by_label("Votre adresse électronique").fill("nom@")
    page.get_by_role("button", name="S’abonner").click()
    page.get_by_role("alert").get_by_role("link").click()
    field = page.get_by_label("Votre adresse électronique")
    assert page.url.endswith("#email")
    assert field.get_attribute("aria-invalid") == "true"
    assert field.input_value() == "nom@"
    assert page.get_by_label("Actualités", exact=True).is_checked()


@pytest.mark.parametrize("path", ["/actualites", "/agenda"])
def test_a_list_leads_to_the_form_with_its_topic_ticked(tab, address, path):
    page = tab(390)
    page.goto(address(path))
    page.get_by_role("link", name="Recevoir ceci par courriel").click()
    ticked = page.locator("input[name=topics]:checked")
    expect(ticked).to_have_count(1)


def test_text_may_be_spaced_and_the_page_narrow(tab, address):
    page = tab(320, bypass_csp=True)
    page.goto(address(PAGE))
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important; "
        "word-spacing: .16em !important }"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_german_form_is_german(tab, address):
    page = tab()
    page.goto(address(f"/de{PAGE}", "st-vith"))
    text = page.locator("main").inner_text()
    assert "Ihre E-Mail-Adresse" in text
    for french in ("Votre", "Chaque", "courriel", "Actualités", "S’abonner"):
        assert french not in text
