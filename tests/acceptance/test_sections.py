"""Pages made of sections in a browser: no barrier, nobody contacted."""

from .barriers import walk
from playwright.sync_api import expect
import pytest


pytestmark = pytest.mark.needs("chromium")

PAGES = (
    ("namur", "/"),
    ("namur", "/vivre/vivre-au-village"),
    ("namur", "/vivre/mediatheque"),
    ("st-vith", "/de/leben/neue-nachbarn"),
)
EVERY = "/vivre/vivre-au-village"


def test_no_page_of_sections_has_a_barrier(tab, address):
    assert not walk(tab(), [address(path, host) for host, path in PAGES])


def test_a_film_is_a_link_until_it_is_asked_for(tab, address, picture):
    page, asked = tab(), []
    page.route("**/*", lambda route: _only_here(route, asked))
    page.goto(address(EVERY))
    picture(page, "pages")
    assert not asked
    assert page.locator(".gallery img").count() == 2
    button = page.locator(".film-ask a")
    button.focus()
    page.keyboard.press("Space")
    expect(page.locator(".film iframe")).to_have_attribute("title", "Visite du marché, en film")
    assert all("tube.example" in url for url in asked)


def _only_here(route, asked):
    if "localhost" in route.request.url:
        return route.continue_()
    asked.append(route.request.url)
    return route.abort()


def test_everything_reads_without_script(tab, address):
    page = tab(java_script_enabled=False)
    page.goto(address(EVERY))
    expect(page.locator(".film-ask a")).to_have_attribute(
        "href", "https://tube.example/w/demonstration-1"
    )
    question = page.locator(".faq summary").first
    question.click()
    expect(page.locator(".faq .rich").first).to_be_visible()
