"""The style guide and the control panel of the look, in a browser."""

from base64 import b64encode
import pytest


pytestmark = pytest.mark.needs("chromium")

#: What a person sees of a skin: letters, corners, header, the numeral of a step.
CHARACTER = """() => {
  const style = (what, which) => getComputedStyle(document.querySelector(what), which);
  return [
    style("h1").fontFamily.split(",")[0],
    style(".button").borderTopLeftRadius,
    style("header.top").backgroundColor,
    style(".steps > li", "::before").borderTopLeftRadius,
    style(".date:not(.big)").backgroundColor,
    style(".facts").borderTopWidth,
  ];
}"""


def test_two_skins_differ_in_everything_that_makes_a_character(tab, address):
    page = tab()
    seen = []
    for skin in ("pierre", "vallee"):
        page.goto(address(f"/@@styleguide?skin={skin}&scheme=light"))
        seen.append(page.evaluate(CHARACTER))
    assert all(one != other for one, other in zip(*seen, strict=True))


@pytest.mark.parametrize("skin", ["pierre", "vallee"])
def test_a_scheme_may_be_looked_at_whatever_the_system_says(tab, address, skin):
    page = tab(color_scheme="light")
    shades = []
    for scheme in ("light", "dark"):
        page.goto(address(f"/@@styleguide?skin={skin}&scheme={scheme}"))
        shades.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert shades[1] == "rgb(22, 23, 26)"
    assert shades[0] != shades[1]


@pytest.mark.parametrize(("host", "word"), [("namur", "Couleurs"), ("st-vith", "Farben")])
def test_the_guide_speaks_the_language_of_the_commune(tab, address, host, word):
    page = tab()
    page.goto(address("/@@styleguide", host))
    assert page.get_by_role("heading", name=word, exact=True).is_visible()


@pytest.fixture
def panel(tab, address):
    """The control panel of Namur's look, in the browser of its webmaster."""
    credentials = b64encode(b"webmaster:correct horse battery").decode()
    page = tab(1400)
    page.set_extra_http_headers({"Authorization": f"Basic {credentials}"})
    page.goto(address("/@@communes-theme"))
    return page


def test_the_preview_follows_what_is_typed_and_citizens_see_nothing_of_it(panel, tab, address):
    frame = panel.frame_locator(".desk iframe")
    panel.get_by_label("Couleur de la commune").fill("#e2b100")
    panel.locator("#of-colour .note-bad").wait_for()
    assert "1,9" in panel.locator("#of-colour .note-bad").inner_text()
    panel.get_by_label("Vallée").check()
    frame.locator("body.vallee").wait_for()
    accent = "getComputedStyle(document.documentElement).getPropertyValue('--acc')"
    shown = next(one for one in panel.frames if "look-preview" in one.url).evaluate(accent)
    citizen = tab()
    citizen.goto(address("/"))
    assert citizen.locator("body.pierre").count()
    assert citizen.evaluate(accent) != shown


def test_the_preview_has_no_toolbar(panel):
    frame = panel.frame_locator(".desk iframe")
    frame.locator("h1").wait_for()
    assert not frame.locator("#edit-zone").count()
