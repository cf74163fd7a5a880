"""Notices and waste collection in a browser: on a phone, without script, with no barrier."""

from .barriers import walk
from .barriers import WIDTHS
from icalendar import Calendar
from playwright.sync_api import expect
import pytest


pytestmark = pytest.mark.needs("chromium")

NOTICES = (
    "Quatorze logements, rue du Moulin",
    "Agent d’accueil (h/f/x), mi-temps",
    "Toiture de l’école du Centre",
)


def test_no_page_of_notices_has_a_barrier(tab, address):
    page = tab()
    page.goto(address("/avis"))
    paths = [
        page.get_by_role("link", name=name, exact=True).get_attribute("href") for name in NOTICES
    ]
    paths += [
        "/avis",
        "/avis?kind=contracts&state=closed",
        "/avis/enquete-boulangerie-grand-place",
        "/avis/dechets",
        "/avis/dechets?street=rue+du+moulin&number=12",
        "/avis/dechets?street=rue+du+moulni",
        "/avis/dechets/@@waste-year?sector=A",
    ]
    assert not walk(page, [address(path) if path.startswith("/") else path for path in paths])


@pytest.mark.parametrize("width", WIDTHS)
def test_one_finds_the_next_collection_from_the_menu_by_keyboard_without_script(
    tab, address, width
):
    page = tab(width, java_script_enabled=False)
    page.goto(address("/avis"))
    field = page.get_by_label("Votre rue")
    field.fill("rue du moulin")
    field.press("Enter")
    page.get_by_role("heading", name="Rue du Moulin").wait_for()
    expect(page.locator("ul.events li")).to_have_count(8)
    page.get_by_role("link", name="Imprimer").first.press("Enter")
    expect(page.get_by_role("heading", level=2).first).to_be_visible()


def test_a_street_of_two_sectors_asks_for_the_number_and_keeps_the_street(tab, address, picture):
    page = tab(390)
    page.goto(address("/avis/dechets"))
    picture(page, "dechets")
    page.get_by_label("Votre rue").fill("Rue Haute")
    page.get_by_role("button", name="Voir les dates").click()
    assert page.get_by_label("Votre rue").input_value() == "Rue Haute"
    page.get_by_label("Numéro").fill("8")
    page.get_by_role("button", name="Voir les dates").click()
    expect(page.get_by_text("B – Plateau").first).to_be_visible()


def test_the_calendar_of_a_sector_can_be_subscribed_to(tab, address):
    page = tab()
    page.goto(address("/avis/dechets?sector=C"))
    link = page.get_by_role("link", name="Télécharger (iCal)").get_attribute("href")
    answer = page.evaluate("url => fetch(url).then(found => found.text())", link)
    events = Calendar.from_ical(answer).walk("VEVENT")
    assert len({str(event["UID"]) for event in events}) == len(events) > 100


def test_an_inquiry_says_until_when_how_and_where_before_anything_is_contacted(
    tab, address, picture
):
    page, hosts = tab(390), set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2].split(":")[0]))
    page.goto(address("/avis/enquete-logements-rue-du-moulin"))
    picture(page, "avis")
    assert page.get_by_text("Réagir jusqu’au").first.is_visible()
    assert page.get_by_role("heading", name="Comment réagir").is_visible()
    assert page.get_by_role("link", name="Note de présentation du projet").is_visible()
    assert hosts == {"namur.localhost"}


def test_a_sheet_of_the_year_prints_without_menu_or_form(tab, address):
    page = tab()
    page.goto(address("/avis/dechets/@@waste-year?sector=A"))
    page.emulate_media(media="print")
    assert not page.locator("nav#menu").is_visible()
    assert page.locator(".year li").first.is_visible()


@pytest.mark.parametrize("path", ["/bekanntmachungen", "/bekanntmachungen/abfall?sector=A"])
def test_sankt_vith_reads_german(tab, address, path):
    page = tab(390)
    page.goto(address(path, "st-vith"))
    words = page.locator("main").inner_text()
    assert "Abfall" in words
    for french in ("Collecte", "jusqu’au", "Secteur", "Votre rue"):
        assert french not in words


def test_at_320_pixels_nothing_scrolls_sideways(tab, address):
    page = tab(320)
    for path in ("/avis", "/avis/dechets?sector=A", "/avis/enquete-logements-rue-du-moulin"):
        page.goto(address(path))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
