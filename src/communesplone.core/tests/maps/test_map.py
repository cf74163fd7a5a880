from communesplone.core.interfaces import ICommunesLayer
from communesplone.core.maps.settings import IMapSettings
from communesplone.core.maps.settings import NotATileServer
from communesplone.core.maps.settings import tile_host
from lxml import html
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from Products.Five.browser import BrowserView
from webtest import TestApp
from zope.component import getGlobalSiteManager
from zope.component import getMultiAdapter
from zope.interface import alsoProvides
from zope.interface import Interface
from ZPublisher.httpexceptions import HTTPExceptionHandler
from ZPublisher.WSGIPublisher import publish_module
import json
import pytest
import transaction


HALL = {
    "title": 'Town <hall> "A"',
    "url": "/hall",
    "text": "Place 1",
    "latitude": 50.4669,
    "longitude": 4.8675,
}


class WithMap(BrowserView):
    def __call__(self):
        return getMultiAdapter((self.context, self.request), name="communes_map").draw([HALL])


class WithoutMap(BrowserView):
    def __call__(self):
        return "<p>communes-map</p>"


@pytest.fixture
def pages(functional):
    registry = getGlobalSiteManager()
    views = {"with-map": WithMap, "without-map": WithoutMap}
    for name, view in views.items():
        view.__roles__ = None
        view.__name__ = name
        registry.registerAdapter(view, (Interface, ICommunesLayer), Interface, name)
    yield TestApp(HTTPExceptionHandler(publish_module), lint=False)
    for name, view in views.items():
        registry.unregisterAdapter(view, (Interface, ICommunesLayer), Interface, name)


@pytest.fixture
def draw(integration):
    alsoProvides(integration["request"], ICommunesLayer)
    view = getMultiAdapter((integration["portal"], integration["request"]), name="communes_map")
    return view.draw


def images(answer):
    policy = answer.headers["Content-Security-Policy"]
    return next(part for part in policy.split("; ") if part.startswith("img-src"))


def test_a_map_is_a_drawing_a_button_and_a_list(draw):
    page = html.fromstring(f"<div>{draw([HALL])}</div>")
    assert page.xpath("//*[@data-communes-map]//*[name()='svg']/@aria-hidden") == ["true"]
    assert page.xpath("//button[@type='button']")[0].text_content() == (
        "Show the map (OpenStreetMap)"
    )
    assert page.xpath("//ul/li/a/text()") == [HALL["title"]]
    assert page.xpath("//ul/li/a/@href") == ["/hall"]
    assert "Place 1" in page.xpath("//ul/li")[0].text_content()


def test_its_data_are_geojson_and_nothing_in_it_runs_or_is_styled(draw):
    text = draw([HALL])
    page = html.fromstring(f"<div>{text}</div>")
    (data,) = page.xpath("//@data-features")
    assert json.loads(data)["features"][0]["properties"]["title"] == HALL["title"]
    assert page.xpath("//script[not(@src)] | //@style | //@onclick") == []
    assert "<hall>" not in text


def test_many_points_stay_in_their_own_document(draw):
    page = html.fromstring(f"<div>{draw([HALL], listed=False, source='/places.geojson')}</div>")
    assert page.xpath("//@data-source") == ["/places.geojson"]
    assert page.xpath("//@data-features") == [""]
    assert page.xpath("//ul") == []


def test_what_has_no_place_is_only_listed(draw):
    page = html.fromstring(f"<div>{draw([{'title': 'Nowhere'}])}</div>")
    assert page.xpath("//*[@data-communes-map]") == []
    assert page.xpath("//ul/li/b/text()") == ["Nowhere"]


def test_only_a_page_with_a_map_opens_its_policy_to_the_tile_server(pages):
    assert images(pages.get("/plone/@@with-map")) == (
        "img-src 'self' data: https://tile.openstreetmap.org"
    )
    assert images(pages.get("/plone/@@without-map")) == "img-src 'self' data:"


def test_an_unchanged_page_keeps_the_policy_that_came_with_it(pages):
    first = pages.get("/plone/@@with-map")
    again = pages.get("/plone/@@with-map", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert "Content-Security-Policy" not in again.headers


def test_another_tile_server_is_another_page(pages, functional):
    first = pages.get("/plone/@@with-map")
    browser = Browser(functional["app"])
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.open(f"{functional['portal'].absolute_url()}/@@map-settings")
    browser.getControl("Address of the pictures").value = "https://{s}.carte.example/{z}/{x}/{y}"
    browser.getControl("Save").click()
    again = pages.get("/plone/@@with-map", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200
    assert images(again) == "img-src 'self' data: https://*.carte.example"


@pytest.mark.parametrize(
    ("template", "host"),
    [
        ("https://tile.example/{z}/{x}/{y}.png", "https://tile.example"),
        ("https://{s}.tile.example:8443/{z}/{x}/{y}{r}.png", "https://*.tile.example:8443"),
        ("http://localhost:8000/{z}/{x}/{y}", "http://localhost:8000"),
    ],
)
def test_a_tile_server_is_named_in_the_policy_by_its_host(template, host):
    assert tile_host(template) == host


@pytest.mark.parametrize(
    "template",
    [
        "",
        "tile.example/{z}/{x}/{y}",
        "http://tile.example/{z}/{x}/{y}",
        "javascript://tile.example/{z}/{x}/{y}",
        "https://tile.example/{z}/{x}.png",
        "https://tile.example/{z}/{x}/{y}/{key}",
        "https://tile.example; script-src *;/{z}/{x}/{y}",
        "https://*/{z}/{x}/{y}",
        "https://user:secret@tile.example/{z}/{x}/{y}",
        "https://tile.example/{z}/{x}/{y}' onclick",
        "https:///{z}/{x}/{y}",
    ],
)
def test_what_is_no_https_address_of_tiles_is_refused(template):
    with pytest.raises(NotATileServer):
        tile_host(template)
    with pytest.raises(NotATileServer):
        IMapSettings["tiles"].validate(template)


def test_by_itself_the_map_answers_nothing(pages):
    assert pages.get("/plone/@@communes_map").body == b""
    transaction.abort()
