"""Every public page through axe, at the widths of a phone and of a desk, light and dark."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
import pytest


pytestmark = pytest.mark.needs("chromium")

WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
#: One page of each kind: (host, path).
PAGES = (
    ("namur", "/"),
    ("namur", "/services"),
    ("namur", "/services/accueil-population"),
    ("namur", "/actualites"),
    ("namur", "/agenda"),
    ("namur", "/commune"),
    ("namur", "/commune/contact"),
    ("namur", "/commune/accessibilite"),
    ("namur", "/@@search?SearchableText=carte"),
    ("namur", "/@@search?SearchableText=introuvable"),
    ("namur", "/sitemap"),
    ("namur", "/une/page-qui-n-est-pas"),
    ("namur", "/login"),
    ("st-vith", "/de"),
    ("st-vith", "/fr"),
    ("st-vith", "/de/dienste"),
    ("durbuy", "/"),
    ("durbuy", "/services"),
)
#: First items of the folders whose items change with the demonstration.
FIRST_OF = (("namur", "/actualites"), ("namur", "/agenda"), ("namur", "/vivre-ici"))
#: What axe could not decide, and why a person did: rule -> reason.
REVIEWED: dict[str, str] = {}
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def problems(page: Page) -> dict[str, list[str]]:
    """Return what axe finds wrong, and what it could not decide and nobody has reviewed."""
    found = Axe().run(page, options=OPTIONS).response
    undecided = [one for one in found["incomplete"] if one["id"] not in REVIEWED]
    return {
        one["id"]: [node["html"][:160] for node in one["nodes"]]
        for one in [*found["violations"], *undecided]
    }


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_public_page_has_a_barrier(tab, address, width, scheme):
    page = tab(width, color_scheme=scheme)
    found = {}
    for host, path in PAGES:
        page.goto(address(path, host))
        if wrong := problems(page):
            found[host, path] = wrong
    assert not found


@pytest.mark.parametrize("width", WIDTHS)
def test_no_item_of_a_list_has_a_barrier(tab, address, width):
    page = tab(width)
    found = {}
    for host, path in FIRST_OF:
        page.goto(address(path, host))
        page.locator("main .rows a").first.click()
        if wrong := problems(page):
            found[page.url] = wrong
    assert not found


def test_the_open_menu_of_a_phone_has_no_barrier(tab, address):
    page = tab(390)
    page.goto(address("/services"))
    page.get_by_role("button", name="Menu").click()
    assert not problems(page)


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        ("document.querySelector('main h1').style.color = '#ddd'", "color-contrast"),
        ("document.querySelector('#search-home').removeAttribute('aria-labelledby')", "label"),
        ("document.documentElement.removeAttribute('lang')", "html-has-lang"),
        ("document.querySelector('.name img').removeAttribute('alt')", "image-alt"),
    ],
)
def test_the_check_sees_a_planted_fault(tab, address, fault, rule):
    page = tab()
    page.goto(address("/"))
    page.evaluate(fault)
    page.evaluate("document.querySelectorAll('[placeholder]').forEach((e) => e.placeholder = '')")
    assert rule in problems(page)
