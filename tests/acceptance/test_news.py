"""News and agenda in a browser: by keyboard, on a phone, without script, with no barrier."""

from .barriers import problems
from .barriers import walk
from .barriers import WIDTHS
from icalendar import Calendar
from playwright.sync_api import Page
import pytest
import re


pytestmark = pytest.mark.needs("chromium")

CHOOSE = "Choisir une date, un thème, un lieu"


def titles(page: Page) -> list[str]:
    return page.locator(".row-title a").all_inner_texts()


def test_no_page_of_news_or_agenda_has_a_barrier(tab, address):
    page = tab()
    paths = [
        "/agenda",
        "/agenda?theme=sport&when=week",
        "/agenda?place=nowhere",
        "/actualites?theme=waste",
    ]
    page.goto(address("/agenda"))
    shown = page.locator(".rows > li:has(.tag) .row-title a").all()[:4]
    paths += [link.get_attribute("href") for link in shown]
    assert len(paths) > 4
    page.goto(address("/actualites"))
    paths.append(page.locator(".rows.news a").first.get_attribute("href"))
    assert not walk(page, [address(path) if path.startswith("/") else path for path in paths])


def test_the_filters_of_a_phone_open_by_keyboard_have_no_barrier_and_close(tab, address):
    page = tab(390)
    page.goto(address("/agenda"))
    page.get_by_role("button", name=CHOOSE).focus()
    page.keyboard.press("Enter")
    sport = page.get_by_label("Sport")
    assert sport.is_visible()
    assert not problems(page)
    page.keyboard.press("Escape")
    assert not sport.is_visible()
    assert page.evaluate("document.activeElement.textContent").strip() == CHOOSE


@pytest.mark.parametrize("width", WIDTHS)
def test_one_finds_sport_without_script_and_by_keyboard_alone(tab, address, width):
    page = tab(width, java_script_enabled=False)
    page.goto(address("/agenda"))
    if width == 390:
        page.get_by_role("button", name=CHOOSE).press("Enter")
    page.get_by_label("Sport").press("Space")
    page.get_by_role("button", name="Afficher").press("Enter")
    page.wait_for_url("**theme=sport**")
    assert set(titles(page)) == {"Trail du ruisseau", "Aquagym des aînés", "Marche douce"}


def test_the_calendar_leads_to_a_day_and_to_the_months_around_it(tab, address, picture):
    page = tab()
    page.goto(address("/agenda"))
    picture(page, "agenda")
    page.locator(".month-links a[rel~=next]").press("Enter")
    page.wait_for_url(re.compile(r"month=\d{4}-\d{2}"))
    link = page.locator("table.month td a").first
    day = link.inner_text()
    link.press("Enter")
    page.wait_for_url(f"**-{int(day):02}")
    assert titles(page)
    assert page.locator("table.month [aria-current=page]").inner_text() == day


def test_what_is_cancelled_or_moved_is_said_in_words_and_by_shape(tab, address):
    page = tab(390)
    page.goto(address("/agenda"))
    row = page.locator(".rows > li", has_text="Trail du ruisseau")
    assert "annulé" in row.inner_text()
    style = "(one) => getComputedStyle(one).textDecorationLine"
    assert row.locator("a").evaluate(style) == "line-through"
    row.locator("a").click()
    assert "Cet événement est annulé." in page.locator(".message").inner_text()
    page.goto(address("/agenda"))
    page.get_by_role("link", name="Marche des lanternes").click()
    assert "Nouvelle date" in page.locator(".message").inner_text()


def test_targets_are_large_enough_for_a_thumb(tab, address):
    page = tab(390)
    page.goto(address("/agenda"))
    page.get_by_role("button", name=CHOOSE).click()
    for selector in ("table.month td a", ".facet label", ".month-links a"):
        box = page.locator(selector).first.bounding_box()
        assert min(box["height"], box["width"]) >= 24, selector


def test_text_may_be_spaced_and_the_page_narrow(tab, address):
    page = tab(320, bypass_csp=True)
    page.goto(address("/agenda"))
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important; "
        "word-spacing: .16em !important }"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(("host", "path"), [("st-vith", "/de"), ("namur", "")])
def test_the_agenda_is_one_to_subscribe_to(tab, address, host, path):
    # Only the browser knows *.localhost: it reads the calendar from a page of the site.
    page = tab()
    page.goto(address(path or "/", host))
    text = page.evaluate("(url) => fetch(url).then((one) => one.text())", f"{path}/@@agenda.ics")
    found = Calendar.from_ical(text)
    assert len(found.events) >= 15
    assert any(event["STATUS"] == "CANCELLED" for event in found.events)


def test_the_german_agenda_is_german(tab, address):
    page = tab()
    page.goto(address("/de/termine", "st-vith"))
    text = page.locator("main").inner_text()
    assert "abgesagt" in text
    for french in ("annulé", "gratuit", "Afficher", "Cette semaine", "Tous les lieux"):
        assert french not in text
