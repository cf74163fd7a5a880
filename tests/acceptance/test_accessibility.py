"""Every kind of public page through axe, at the widths of a phone and of a desk.

The pages are found in the demonstration communes themselves: one item of each type, every
folder, every page that is built of something no other is, and the views that are no content.
A new type is walked without anybody adding it here.
"""

from .barriers import barriers
from .barriers import problems
from .barriers import too_wide
from collections.abc import Iterator
from communesplone.core import changes
from communesplone.core import memory
from communesplone.core.settings import settings
from communesplone.theme.interfaces import ITheme
from playwright.sync_api import Page
from plone.testing.zope import zopeApp
import pytest


pytestmark = pytest.mark.needs("chromium")

#: Views that are no content: (host, path).
VIEWS = (
    ("namur", "/"),
    ("namur", "/@@search?SearchableText=carte"),
    ("namur", "/@@search?SearchableText=introuvable"),
    ("namur", "/@@search?SearchableText=carte+didentite&kind=Procedure&theme=identity"),
    ("namur", "/@@search?SearchableText=pasport&exact=1"),
    ("namur", "/@@search?SearchableText=marche&kind=Event&sort=date"),
    ("namur", "/sitemap"),
    ("namur", "/une/page-qui-n-est-pas"),
    ("namur", "/login"),
    ("namur", "/@@styleguide?skin=pierre&scheme=light"),
    ("namur", "/@@styleguide?skin=vallee&scheme=light"),
    ("namur", "/@@styleguide?skin=pierre&scheme=dark"),
    ("namur", "/@@styleguide?skin=vallee&scheme=dark"),
    ("st-vith", "/de"),
    ("durbuy", "/"),
    ("durbuy", "/services"),
)
#: WCAG 1.4.12: what a reader may set without losing anything.
SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; "
    "word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"
)
SPACE = """(spacing) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(spacing);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
#: What is cut or runs out of its box: the visible text of an element that hides the rest.
CUT = """() => [...document.querySelectorAll("main *, header *, footer *")].filter((e) => {
  const style = getComputedStyle(e);
  const hides = ["hidden", "clip"].includes(style.overflowX) && style.clipPath === "none";
  return hides && e.innerText?.trim() && e.clientWidth > 1
    && (e.scrollWidth > e.clientWidth + 2 || e.scrollHeight > e.clientHeight + 2);
}).map((e) => e.outerHTML.slice(0, 120))"""


@pytest.fixture
def pages(kinds, builds) -> list[tuple[str, str]]:
    """All that is walked: views, pages of each kind, and all that have something no other has."""
    found = [*VIEWS]
    for host, below in (("namur", ""), ("st-vith", "/de")):
        found += [*kinds(host, below), *builds(host, below)]
    return list(dict.fromkeys(found))


def dress(skin: str) -> None:
    """Dress Namur in a skin, as its control panel does."""
    with zopeApp() as app:
        settings(ITheme, app["namur"]).skin = skin
        changes.touch(app["namur"])
    memory.forget()


@pytest.fixture
def in_vallee(served) -> Iterator[None]:
    """Namur in the other skin, for one test."""
    dress("vallee")
    yield
    dress("pierre")


def narrowed(page: Page) -> list[str]:
    """Return what a page loses at 320 px, then with the reader's own spacing."""
    page.set_viewport_size({"width": 320, "height": 900})
    lost = ["it scrolls sideways"] if too_wide(page) else []
    page.evaluate(SPACE, SPACING)
    if too_wide(page):
        lost.append("it scrolls sideways when spaced")
    return [*lost, *page.evaluate(CUT)]


def walk(page: Page, address, pages) -> dict[str, list[object]]:
    """Return what is wrong with each page: on a phone and a desk, by day and night, narrowed."""
    found = {}
    for host, path in pages:
        page.goto(address(path, host))
        if wrong := [one for one in (barriers(page), narrowed(page)) if one]:
            found[f"{host}{path}"] = wrong
    return found


def test_no_public_page_has_a_barrier(tab, address, pages):
    assert len(pages) > 30
    assert not walk(tab(), address, pages)


def test_no_public_page_has_a_barrier_in_the_other_skin(tab, address, in_vallee, kinds):
    assert not walk(tab(), address, kinds("namur"))


@pytest.mark.parametrize("skin", ["pierre", "vallee"])
def test_the_open_menu_of_a_phone_has_no_barrier(tab, address, served, skin):
    dress(skin)
    page = tab(390)
    page.goto(address("/services"))
    page.get_by_role("button", name="Menu").click()
    found = problems(page)
    dress("pierre")
    assert not found


def test_the_menu_of_a_phone_works_by_keyboard_and_without_script(tab, address):
    page = tab(390, java_script_enabled=False)
    page.goto(address("/services"))
    button = page.get_by_role("button", name="Menu")
    menu = page.locator("#menu")
    assert not menu.is_visible()
    button.focus()
    page.keyboard.press("Enter")
    assert menu.is_visible()
    assert menu.get_by_role("link", name="Services").get_attribute("aria-current")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    button.press("Enter")
    menu.get_by_role("link", name="Agenda").click()
    assert page.url == address("/agenda")


def test_forced_colours_and_a_still_page_lose_nothing(tab, address):
    page = tab(390, forced_colors="active", reduced_motion="reduce")
    page.goto(address("/"))
    assert page.locator(".status svg").first.is_visible()
    moving = "getComputedStyle(document.documentElement).scrollBehavior"
    assert page.evaluate(moving) == "auto"


def test_print_leaves_what_is_read_and_leaves_out_what_is_pressed(tab, address):
    page = tab(760)
    page.goto(address("/services/accueil-population"))
    page.emulate_media(media="print")
    assert page.locator("main h1").is_visible()
    assert page.locator(".legal p").filter(has_text="Site de démonstration").is_visible()
    for pressed in (".menu", ".search", ".strip", ".skip", ".demo"):
        assert not page.locator(pressed).first.is_visible(), pressed


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        ("document.querySelector('main h1').style.color = '#ddd'", "color-contrast"),
        ("document.querySelector('#search-home').removeAttribute('aria-labelledby')", "label"),
        ("document.documentElement.removeAttribute('lang')", "html-has-lang"),
        ("document.querySelector('.name img').removeAttribute('alt')", "image-alt"),
        (
            "document.querySelector('main').insertAdjacentHTML('beforeend', "
            "'<p><button>i</button><button>j</button></p>'); "
            "document.querySelectorAll('main p:last-child button').forEach((b) => "
            "b.setAttribute('style', 'all:unset;width:8px;height:8px;display:inline-block'))",
            "target-size",
        ),
    ],
)
def test_the_check_sees_a_planted_fault(tab, address, fault, rule):
    page = tab(bypass_csp=True)
    page.goto(address("/"))
    page.evaluate(fault)
    page.evaluate("document.querySelectorAll('[placeholder]').forEach((e) => e.placeholder = '')")
    assert rule in problems(page)


@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        ("document.querySelector('main h1').style.width = '500px'", "it scrolls sideways"),
        (
            "const e = document.querySelector('main h1'); e.style.height = '1em'; "
            "e.style.overflow = 'hidden'",
            "<h1",
        ),
    ],
)
def test_the_check_of_narrow_windows_sees_a_planted_fault(tab, address, fault, seen):
    page = tab(320, bypass_csp=True)
    page.goto(address("/"))
    page.evaluate(fault)
    assert any(seen in lost for lost in narrowed(page))
