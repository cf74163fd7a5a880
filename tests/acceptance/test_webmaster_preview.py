"""Durbuy looks at what Namur shares as it would look in its own site: every kind, by each role."""

from .barriers import barriers
from .barriers import too_wide
from .library import empty_library
from .library import forget
from .playground import inside
from .playground import PNG
from communesplone.core.identity import ICommuneIdentity
from communesplone.core.settings import settings
from communesplone.core.sharing import ILibrary
from communesplone.core.sharing import IShareable
from communesplone.core.sharing import SharingError
from communesplone.core.sharing.records import Report
from communesplone.core.sharing.records import Ring
from communesplone.hub.catalogue import catalogue
from communesplone.hub.catalogue import Commune
from communesplone.hub.packs.keeping import Contents
from communesplone.hub.packs.keeping import put
from communesplone.hub.reviewing import accept
from communesplone.hub.reviewing import waiting
from communesplone.pages.writing import save
from communesplone.sharing.catching_up.refreshing import refresh
from communesplone.sharing.delivering import deliver
from communesplone.sharing.offering import offer
from communesplone.sharing.offering import Terms
from communesplone.sharing.store import store
from playwright.sync_api import expect
from plone import api
from plone.namedfile.file import NamedBlobImage
from urllib.parse import quote
from ZODB.Connection import Connection
from zope.component import getUtilitiesFor
import pytest
import re
import transaction


WIDE = {"width": 1280, "height": 900}
pytestmark = pytest.mark.needs("chromium")
NEIGHBOURS = {"Aubange": 12_000, "Bastogne": 13_000, "Virton": 14_000, "Liège": 200_000}
FETCH = """async url => {
  const answer = await fetch(url);
  return [answer.headers.get("Content-Disposition"), await answer.text()];
}"""
KINDS = (
    "Document",
    "Event",
    "File",
    "Library Document",
    "News Item",
    "Place",
    "Procedure",
    "Service",
)


@pytest.fixture
def urns(served):
    """The urn of one content of each kind that can be shared, by type; a pack of three."""
    found = {}
    with inside("namur") as site:
        for portal_type, _declared in getUtilitiesFor(IShareable):
            found[portal_type] = _offered(site, portal_type)
    with inside("hub") as hub:
        for urn, number, _one in waiting(catalogue(hub)):
            accept(hub, urn, number, "", "webmaster")
        names = tuple(found[kind] for kind in ("Procedure", "Event", "Place"))
        found["pack"] = put(hub, "", Contents("Les bases", "", "fr", names), "").urn
    yield found
    empty_library()
    with inside("namur") as site:
        forget(site, "original")


def _offered(site, portal_type):
    for brain in api.content.find(
        portal_type=portal_type, review_state="published", sort_on="path", Language="fr"
    ):
        try:
            shared = offer(brain.getObject(), store(site), Terms("CC-BY-4.0"))
        except SharingError:
            continue
        deliver(site, shared.urn, shared.revision)
        return shared.urn
    raise AssertionError(f"no {portal_type} can be offered")


@pytest.fixture
def users(urns):
    """Three communes of Durbuy's size and a larger one use the procedure; Durbuy was compared."""
    with inside("hub") as hub:
        kept = catalogue(hub)
        for name, population in NEIGHBOURS.items():
            issuer = f"nis:{name}"
            kept.communes[issuer] = Commune(Ring(issuer, 1, ()), name, name, "Luxembourg")
            kept.reports[issuer] = Report(issuer, name, name, "Luxembourg", ("fr",), population)
            ILibrary(hub).adopted(urns["Procedure"], 1, issuer)
    with inside("durbuy") as site:
        before = settings(ICommuneIdentity, site).population
        settings(ICommuneIdentity, site).population = 11_500
        refresh(site)
    yield
    with inside("hub") as hub:
        for name in NEIGHBOURS:
            del catalogue(hub).communes[f"nis:{name}"]
            del catalogue(hub).reports[f"nis:{name}"]
    with inside("durbuy") as site:
        settings(ICommuneIdentity, site).population = before
        refresh(site)


@pytest.fixture
def preview(address):
    """`preview(urn)`: the address of the preview in Durbuy."""
    return lambda urn: address(f"/@@library-preview?urn={quote(urn)}", "durbuy")


@pytest.fixture
def registered(monkeypatch):
    """What a request would have written."""
    found, known = [], Connection.register

    def register(self, one):
        found.append(type(one).__name__)
        return known(self, one)

    monkeypatch.setattr(Connection, "register", register)
    return found


def test_every_kind_is_shown_as_it_would_look_here(office_tab, preview, urns, registered):
    page = office_tab(width=390)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for kind in KINDS:
        answer = page.goto(preview(urns[kind]))
        assert (answer.status, answer.headers["cache-control"]) == (200, "private, no-store"), kind
        expect(page.locator("h1")).to_have_count(1)
        expect(page.locator(".brand")).to_contain_text("Durbuy")
        expect(page.locator(".library-bar")).to_contain_text("Rien n’est encore dans votre site")
        assert "\ue000" not in page.content(), kind
        assert not too_wide(page), kind
    assert registered == []
    assert not [url for url in asked if ".localhost" not in url or url.endswith(".js")]
    # The picture of the news came from the library
    assert [url for url in asked if "/@@library-file/sha256:" in url]


def test_a_file_is_saved_from_the_bar(office_tab, preview, urns):
    page = office_tab(width=390)
    page.goto(preview(urns["Library Document"]))
    link = page.locator(".library-bar-file")
    assert link.get_attribute("download").endswith(".pdf")
    assert not barriers(page)
    there = link.get_attribute("href")
    # The preview itself may load nothing by script
    page.goto(there.partition("@@")[0] + "@@library")
    way, text = page.evaluate(FETCH, there)
    assert (way, text[:5]) == ("attachment", "%PDF-")


@pytest.fixture
def illustrated(urns):
    """The urn of a page of Namur with a picture in its text and one in a gallery."""
    with inside("namur") as site:
        folder = site["vivre"]
        seen = api.content.create(folder, "Image", "marche-vu", title="Le marché")
        seen.image = NamedBlobImage(data=PNG, filename="marche.png")
        page = api.content.create(folder, "Document", "marche-illustre", title="Le marché")
        shown = {"image": seen.UID(), "alt": "Des étals"}
        text = f'<p>Voici.</p><p><img src="resolveuid/{seen.UID()}" alt="Un étal"></p>'
        sections = [
            {"id": "s1", "type": "text", "text": text},
            {"id": "s2", "type": "gallery", "pictures": [shown]},
        ]
        save(page, sections)
        for item in (seen, page):
            if api.content.get_state(item, default="published") != "published":
                api.content.transition(item, "publish")
        transaction.commit()
        shared = offer(page, store(site), Terms("CC0-1.0"))
        deliver(site, shared.urn, shared.revision)
        urn = shared.urn
    with inside("hub") as hub:
        accept(hub, urn, 1, "", "webmaster")
    yield urn
    with inside("namur") as site:
        for name in ("marche-illustre", "marche-vu"):
            api.content.delete(site["vivre"][name], check_linkintegrity=False)
        transaction.commit()


def test_pictures_of_sections_come_from_the_library(office_tab, preview, illustrated):
    page = office_tab()
    page.goto(preview(illustrated))
    for words in ("Un étal", "Des étals"):
        picture = page.get_by_role("img", name=words)
        expect(picture).to_have_attribute("src", re.compile("/@@library-file/sha256:"))
        assert picture.evaluate("one => one.complete && one.naturalWidth > 0")
    assert not page.locator("main a[href*='@@library-file']").count()


def test_a_procedure_is_looked_at_before_it_is_adopted(
    office_tab, address, preview, urns, users, picture
):
    page = office_tab()
    page.goto(address("/@@library", "durbuy"))
    expect(page.locator(".sharing-alike")).to_have_text("dont 3 comme vous")
    page.goto(address(f"/@@library-item?urn={quote(urns['Procedure'])}", "durbuy"))
    page.get_by_text("Lesquelles ?").click()
    expect(page.locator(".sharing-names p")).to_have_text("Aubange, Bastogne, Virton")
    assert not barriers(page)
    page.set_viewport_size(WIDE)
    page.locator("#library-preview").click()
    page.wait_for_url("**/@@library-preview?urn=*")
    expect(page.locator(".facts")).to_contain_text("Prix : à remplir")
    expect(page.locator(".library-bar")).to_contain_text("Service responsable")
    expect(page.locator(".library-bar")).to_contain_text("Canaux (la page montre un exemple)")
    assert not barriers(page)
    page.set_viewport_size(WIDE)
    picture(page, "apercu")
    # By keyboard: the content first, then the bar
    page.goto(preview(urns["Procedure"]))
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#preview-back")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#preview-adopt")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/@@library-adopt?urn=*")


def test_the_contents_of_a_pack_are_looked_at_one_after_the_other(office_tab, address, urns):
    page = office_tab()
    page.goto(address(f"/@@library-pack?urn={quote(urns['pack'])}", "durbuy"))
    page.set_viewport_size(WIDE)
    page.get_by_role("link", name="Aperçu").first.click()
    page.get_by_role("link", name="Suivant").click()
    expect(page.locator(".library-bar")).to_contain_text("Date de début")
    assert not barriers(page)
    page.get_by_role("link", name="Suivant").click()
    expect(page.get_by_role("link", name="Suivant")).to_have_count(0)
    page.locator("#preview-back").click()
    page.wait_for_url("**/@@library-pack?urn=*")


def test_a_preview_is_for_who_reads_the_library_of_this_commune(
    tab, as_person, lea, preview, urns
):
    for page in (tab(), as_person(lea)):
        page.goto(preview(urns["Procedure"]))
        assert "login" in page.url
        expect(page.locator(".library-bar")).to_have_count(0)
