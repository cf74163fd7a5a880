"""A real map in a real browser, with a tile server of our own on this machine."""

from collections.abc import Iterator
from communesplone.core.behaviors.postal_address import IPostalAddress
from communesplone.core.interfaces import ICommunesLayer
from communesplone.core.maps.picker import LongitudeFieldWidget
from communesplone.core.maps.picker import PositionsFieldWidget
from communesplone.core.maps.settings import IMapSettings
from communesplone.core.settings import settings
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from playwright.sync_api import Page
from playwright.sync_api import sync_playwright
from plone.app.z3cform.widgets.text import TextFieldWidget
from Products.Five.browser import BrowserView
from z3c.form.interfaces import IFormLayer
from zope import schema
from zope.component import getGlobalSiteManager
from zope.component import getMultiAdapter
from zope.interface import alsoProvides
from zope.interface import Interface
import base64
import pytest
import shutil
import threading
import transaction


NAMUR = {"title": "Town hall", "url": "/hall", "latitude": 50.4669, "longitude": 4.8675}
WORKS = {
    "title": "Bridge closed",
    "geometry": {"type": "LineString", "coordinates": [[4.86, 50.46], [4.88, 50.47]]},
}
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


class MapPage(BrowserView):
    __roles__ = None

    def __call__(self) -> str:
        drawn = getMultiAdapter((self.context, self.request), name="communes_map")
        self.request.response.setHeader("Content-Type", "text/html; charset=utf-8")
        head = '<!DOCTYPE html><html lang="en"><link rel="icon" href="data:,"><title>Map</title>'
        return head + drawn.draw([NAMUR, WORKS])


class PickerPage(BrowserView):
    """A form with a point in two fields, and a text of positions."""

    __roles__ = None

    def __call__(self) -> str:
        alsoProvides(self.request, IFormLayer)
        self.request.response.setHeader("Content-Type", "text/html; charset=utf-8")
        lines = schema.List(__name__="positions", value_type=schema.TextLine())
        widgets = [
            TextFieldWidget(IPostalAddress["latitude"], self.request),
            LongitudeFieldWidget(IPostalAddress["longitude"], self.request),
            PositionsFieldWidget(lines, self.request),
        ]
        head = '<!DOCTYPE html><html lang="en"><link rel="icon" href="data:,"><title>Form</title>'
        for widget in widgets:
            widget.update()
            head += f"<p>{widget.name}</p>{widget.render()}"
        return head


class Tiles(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        self.wfile.write(PIXEL)

    def log_message(self, *args: object) -> None:
        """Say nothing on the terminal."""


@pytest.fixture
def tiles() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Tiles)
    server.asked = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def address(server, tiles) -> Iterator[str]:
    port = tiles.server_address[1]
    settings(IMapSettings).tiles = f"http://127.0.0.1:{port}/{{z}}/{{x}}/{{y}}.png"
    transaction.commit()
    registry = getGlobalSiteManager()
    pages = {"map-page": MapPage, "picker-page": PickerPage}
    for name, view in pages.items():
        registry.registerAdapter(view, (Interface, ICommunesLayer), Interface, name)
    yield f"http://{server['host']}:{server['port']}/plone/@@map-page"
    for name, view in pages.items():
        registry.unregisterAdapter(view, (Interface, ICommunesLayer), Interface, name)


@pytest.fixture
def page(address) -> Iterator[Page]:
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        found = browser.new_page(reduced_motion="reduce")
        found.complaints = []
        found.on("console", lambda said: found.complaints.append(said.text))
        found.asked = []
        found.on("request", lambda request: found.asked.append(request.url))
        found.goto(address)
        yield found
        browser.close()


def test_the_map_comes_when_it_is_asked_for_and_works_from_the_keyboard(page, tiles):
    button = page.get_by_role("button", name="Show the map")
    button.wait_for()
    assert tiles.asked == []
    assert all("++plone++communesplone.core/leaflet" not in url for url in page.asked)
    assert all(url.startswith(page.url.partition("/plone")[0]) for url in page.asked)

    button.focus()
    page.keyboard.press("Enter")
    page.locator(".leaflet-tile-loaded").first.wait_for()
    assert tiles.asked
    assert page.evaluate("document.activeElement.className").startswith("map-frame")
    page.get_by_role("button", name="Town hall").focus()
    page.keyboard.press("Enter")
    link = page.locator(".leaflet-popup-content a")
    link.wait_for()
    assert link.get_attribute("href") == "/hall"
    page.get_by_role("button", name="Bridge closed").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Bridge closed").locator("visible=true").first.wait_for()
    assert page.complaints == []

    # The browser asks again, is told 304, and keeps the policy that lets the tiles in
    page.reload()
    page.get_by_role("button", name="Show the map").click()
    page.locator(".leaflet-tile-loaded").first.wait_for()
    assert page.complaints == []


def test_a_tile_server_that_is_down_leaves_the_words(page, tiles):
    tiles.shutdown()
    tiles.server_close()
    page.get_by_role("button", name="Show the map").click()
    page.get_by_role("status").wait_for()
    assert page.get_by_role("link", name="Town hall").count() == 1


@pytest.fixture
def form(page):
    page.goto(page.url.replace("@@map-page", "@@picker-page"))
    return page


def middle(form, index):
    """Press the button that chooses the middle of a map, from the keyboard."""
    form.locator("[data-do=middle]").nth(index).focus()
    form.keyboard.press("Enter")


def test_a_point_is_chosen_on_a_map_that_comes_when_asked_for(form, tiles):
    latitude, longitude = form.locator("#latitude"), form.locator("#longitude")
    buttons = form.get_by_role("button", name="Choose on the map")
    buttons.first.wait_for()
    assert tiles.asked == []
    latitude.fill("50,4669")
    longitude.fill("4,8675")
    buttons.first.click()
    form.locator(".leaflet-tile-loaded").first.wait_for()
    assert form.get_by_alt_text("Chosen position").count() + form.locator(".map-pin").count() >= 1
    frame = form.locator(".map-frame").first
    size = frame.bounding_box()
    frame.click(position={"x": size["width"] / 2 + 60, "y": size["height"] / 2})
    # East of where it was, by some hundred metres
    assert 4.8675 < float(longitude.input_value()) < 4.9
    assert abs(float(latitude.input_value()) - 50.4669) < 0.001
    form.get_by_text("Position: 50.46").wait_for()

    frame.focus()
    form.keyboard.press("ArrowLeft")
    # The map glides to the west: its middle is asked for until it has begun to
    for _ in range(100):
        middle(form, 0)
        if float(longitude.input_value()) < 4.8675:
            break
        form.wait_for_timeout(50)
    assert float(longitude.input_value()) < 4.8675
    assert form.complaints == []


def test_a_line_and_an_area_are_drawn_point_by_point_and_what_was_typed_stays(form):
    text = form.locator("#positions")
    text.fill("50.46, 4.86\nnot a position")
    form.get_by_role("button", name="Choose on the map").last.click()
    form.locator(".leaflet-tile-loaded").first.wait_for()
    frame = form.locator(".map-frame").last
    for across in (80, 160):
        frame.click(position={"x": across, "y": 60})
    lines = text.input_value().split("\n")
    assert lines[:2] == ["50.46, 4.86", "not a position"]
    assert len(lines) == 4
    form.get_by_role("button", name="Close the area").click()
    assert text.input_value().split("\n")[-1] == "50.46, 4.86"
    form.get_by_role("button", name="Take the last one away").click()
    assert text.input_value().split("\n") == lines
    assert form.locator(".map-picker .map-pin").count() == 3


def test_a_form_whose_tile_server_is_down_keeps_its_fields(form, tiles):
    tiles.shutdown()
    tiles.server_close()
    form.get_by_role("button", name="Choose on the map").first.click()
    form.get_by_text("Type the position").first.wait_for()
    assert form.locator("#latitude").is_editable()
