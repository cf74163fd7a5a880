"""What people do: by keyboard, without script, on a narrow screen, in their language."""

from playwright.sync_api import expect
from urllib.parse import urlsplit
from urllib.request import Request
from urllib.request import urlopen
import pytest
import re


pytestmark = pytest.mark.needs("chromium")

PATHS = (
    "/",
    "/services",
    "/services/accueil-population",
    "/agenda",
    "/commune/contact",
    "/sitemap",
)
#: WCAG 1.4.12: what a reader may set.
TEXT_SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-bottom: 2em !important }"""


def test_the_first_tab_skips_to_the_content(tab, address):
    page = tab()
    page.goto(address("/services"))
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".crumbs a").first).to_be_focused()


def test_the_menu_of_a_phone_by_keyboard(tab, address):
    page = tab(390)
    page.goto(address("/services"))
    button = page.get_by_role("button", name="Menu")
    entry = page.locator("#menu .entries a").first
    expect(entry).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(entry).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Fermer")).to_be_focused()
    page.keyboard.press("Escape")
    expect(entry).to_be_hidden()
    expect(button).to_be_focused()


def test_the_menu_stands_in_the_page_of_a_desk(tab, address):
    page = tab()
    page.goto(address("/services"))
    expect(page.locator("#menu .entries a").first).to_be_visible()
    expect(page.locator("#menu [aria-current]")).to_have_text("Services")
    expect(page.locator(".menu-button")).to_be_hidden()


def test_search_by_keyboard(tab, address):
    page = tab()
    page.goto(address("/"))
    page.get_by_role("combobox").first.fill("carte")
    page.keyboard.press("Enter")
    expect(page).to_have_url(address("/@@search?SearchableText=carte"))
    expect(page.locator(".results > li").first).to_be_visible()
    expect(page.get_by_role("status").first).to_contain_text("carte")


@pytest.mark.parametrize("width", [390, 1280])
def test_the_other_language_is_one_click_away(tab, address, width):
    page = tab(width)
    page.goto(address("/de/dienste", "st-vith"))
    assert page.locator("html").get_attribute("lang") == "de"
    page.locator(".tongues").get_by_role("link", name="Français").click()
    assert page.locator("html").get_attribute("lang") == "fr"
    expect(page).to_have_url(address("/fr/services", "st-vith"))


def test_all_of_it_without_script(tab, address):
    page = tab(390, java_script_enabled=False)
    page.goto(address("/"))
    page.get_by_role("button", name="Menu").click()
    page.locator("#menu .entries").get_by_role("link", name="Services").click()
    page.locator("main .rows a").first.click()
    expect(page.locator(".week tr").first).to_be_visible()
    expect(page.locator(".status").first).to_be_visible()
    page.goto(address("/@@search?SearchableText=carte"))
    expect(page.locator(".results > li").first).to_be_visible()
    assert not page.locator(".ruler .now").count()


def test_the_present_hour_stands_on_the_rulers_of_today_only(tab, address):
    page = tab(timezone_id="Asia/Tokyo")
    page.clock.set_fixed_time("2026-11-24T09:42:00Z")
    page.route("**/services/accueil-population", as_if_on_24_november)
    page.goto(address("/services/accueil-population"))
    today, another_day = page.locator("svg.ruler").nth(0), page.locator("svg.ruler").nth(1)
    expect(today.locator(".now")).to_have_attribute("d", "M37.0 0v20")
    expect(another_day.locator(".now")).to_have_count(0)


def as_if_on_24_november(route):
    """Let the page say that its first ruler is of that day, and the others of another."""
    parts = urlsplit(route.request.url)
    # The name of the host is known to Chromium, not to the resolver of Python
    asked = Request(
        f"http://localhost:{parts.port}{parts.path}",
        headers={"Host": parts.netloc, "Accept": "text/html"},
    )
    with urlopen(asked, timeout=30) as answer:
        text = re.sub(r'data-date="[^"]*"', 'data-date="2026-11-25"', answer.read().decode())
    route.fulfill(
        body=text.replace("2026-11-25", "2026-11-24", 1), content_type="text/html; charset=utf-8"
    )


@pytest.mark.parametrize("path", PATHS)
def test_nothing_scrolls_sideways_at_320_pixels_and_with_wide_text(tab, address, path):
    page = tab(320, bypass_csp=True)
    page.goto(address(path))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.add_style_tag(content=TEXT_SPACING)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_paper_gets_the_content_alone(tab, address):
    page = tab()
    page.goto(address("/services/accueil-population"))
    page.emulate_media(media="print")
    for hidden in (".menu", ".strip", ".crumbs", ".search"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".week td").last).to_be_visible()


def test_forced_colours_keep_the_spans_of_the_rulers(tab, address):
    page = tab(forced_colors="active")
    page.goto(address("/services/accueil-population"))
    fill = "getComputedStyle(document.querySelector('.ruler rect')).fill"
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(fill) != page.evaluate(ground)


def test_an_empty_commune_still_has_a_home(tab, address):
    page = tab()
    page.goto(address("/", "durbuy"))
    expect(page.locator("h1")).to_have_text("Que cherchez-vous\u00a0?")
    expect(page.locator(".brief dd").first).to_be_visible()
    expect(page.locator(".skyline svg")).to_be_visible()
