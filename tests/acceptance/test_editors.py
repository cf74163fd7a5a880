"""What those who are logged in see."""

from playwright.sync_api import expect
import base64
import pytest


pytestmark = pytest.mark.needs("chromium")


@pytest.fixture
def editor_tab(tab):
    """`editor_tab(width=390)`: the webmaster's page."""
    from .conftest import EDITOR

    token = base64.b64encode(":".join(EDITOR).encode()).decode()

    def open_tab(width=1280):
        return tab(width, extra_http_headers={"Authorization": f"Basic {token}"})

    return open_tab


def test_an_editor_sees_what_citizens_see_and_the_toolbar(editor_tab, tab, address):
    editor, citizen = editor_tab(), tab()
    editor.goto(address("/commune/contact"))
    citizen.goto(address("/commune/contact"))
    expect(editor.locator("#edit-zone")).to_be_visible()
    for path in ("h1", ".rich p", ".menu .entries a"):
        style = """(element) => { const style = getComputedStyle(element);
          return [style.fontFamily, style.fontSize, style.color, style.lineHeight] }"""
        seen, shown = (page.locator(path).first.evaluate(style) for page in (editor, citizen))
        assert seen == shown


def test_an_editor_writes_in_plones_own_form(editor_tab, tab, address):
    editor = editor_tab()
    editor.goto(address("/commune/vie-privee/edit"))
    title = editor.locator("#form-widgets-IDublinCore-title")
    title.fill("Vos données")
    editor.locator("#form-buttons-save").click()
    expect(editor.locator("h1")).to_have_text("Vos données")
    citizen = tab()
    citizen.goto(address("/commune/vie-privee"))
    expect(citizen.locator("h1")).to_have_text("Vos données")
    expect(citizen.locator("#edit-zone")).to_have_count(0)


@pytest.mark.parametrize("path", ["/commune/folder_contents", "/@@overview-controlpanel"])
def test_plones_own_pages_stand_beside_the_toolbar(editor_tab, address, path):
    editor = editor_tab()
    editor.goto(address(path))
    bar, content = (
        editor.locator(one).bounding_box() for one in ("#edit-zone", "#portal-column-content")
    )
    assert bar["x"] + bar["width"] <= content["x"] + 1
    assert editor.evaluate("document.documentElement.scrollWidth") <= 1280
