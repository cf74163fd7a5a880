from communesplone.core.changes import touch
from communesplone.core.hours import as_data
from communesplone.core.hours import BRUSSELS
from communesplone.core.hours import OpeningHours
from communesplone.core.hours import Span
from communesplone.procedures.browser.procedure import ICONS
from communesplone.procedures.channels import WORDS
from communesplone.procedures.procedure import UNAVAILABLE
from communesplone.procedures.shapes import STEPS
from datetime import datetime
from datetime import time
from datetime import timedelta
from lxml import html
from plone import api
from types import SimpleNamespace
import json
import pytest
import transaction


MARK = "Zxqv-private-marker"


def opened(browser, item, suffix=""):
    browser.open(f"{item.absolute_url()}{suffix}")
    return html.fromstring(browser.contents)


def texts(page, selector):
    return [" ".join(node.text_content().split()) for node in page.cssselect(selector)]


def test_the_page_begins_with_the_answer(full, visitor):
    page = opened(visitor, full)
    assert texts(page, ".facts dt") == ["Price", "Delay", "Where"]
    cells = texts(page, ".facts dd")
    assert cells[0].startswith("€27") or cells[0].startswith("27")
    assert "155 € when urgent" in cells
    assert "3 weeks" in cells
    assert any(cell.startswith("At the desk") for cell in cells)


def test_the_page_tells_what_to_do(full, visitor):
    page = opened(visitor, full, "/@@procedure_view")
    assert texts(page, ".procedure .first h2") == ["Block the card"]
    assert texts(page, ".steps h3") == ["Declare the loss", "Collect the card"]
    assert texts(page, ".checklist li") == ["a recent photo", "27 €", "the declaration of theft"]
    assert [row[-1:] for row in texts(page, ".tariffs tbody td:last-child")][:1]
    assert len(texts(page, ".tariffs tbody tr")) == 3
    assert texts(page, ".laws li") == ["Law of 19 July 1991"]
    assert "The card that says who you are." in page.text_content()
    assert "081 00 00 00" in page.text_content()


def test_an_impossible_channel_stays_and_says_why(full, visitor):
    page = opened(visitor, full)
    assert texts(page, ".channels .no h3") == ["Online: no"]
    assert "The law wants to see you." in texts(page, ".channels .no p")[0]


def test_every_channel_has_its_drawing():
    assert WORDS.keys() == ICONS.keys()


def test_keywords_are_not_shown(full, visitor):
    visitor.open(full.absolute_url())
    assert "identité perdue" not in visitor.contents


def test_a_procedure_with_a_title_alone_has_a_page_too(add, visitor):
    page = opened(visitor, add("Bare"))
    assert not page.cssselect(".facts, .steps, .checklist, .channels, .tariffs, .laws")


def test_script_in_what_was_typed_is_text(add, visitor):
    item = add("x", steps=STEPS.parse("<script>alert(1)</script> | <img src=x onerror=y>"))
    page = opened(visitor, item)
    assert not page.cssselect(".steps script, .steps img")


@pytest.mark.parametrize(("days", "expected"), [(None, True), (0, True), (-1, False)])
def test_the_page_says_why_it_cannot_be_done_now(add, visitor, days, expected):
    until = None if days is None else datetime.now(BRUSSELS).date() + timedelta(days=days)
    item = add(
        "x", status=UNAVAILABLE, unavailable_until=until, unavailable_reason="No cards left."
    )
    page = opened(visitor, item)
    assert ("No cards left." in page.text_content()) is expected


def test_related_procedures_are_linked(add, visitor):
    other = add("Passport")
    page = opened(visitor, add("Card", related=[other.UID()]))
    assert texts(page, ".related a") == ["Passport"]


def test_what_is_private_is_named_nowhere(add, visitor):
    other = add(MARK, publish=False)
    item = add("Card", related=[other.UID()], service=other.UID())
    for suffix in ("", "/@@procedure_view", "/@@cpsv-ap", "/@@cpsv-ap?format=jsonld"):
        visitor.open(f"{item.absolute_url()}{suffix}")
        assert visitor.headers["status"].startswith("200")
        assert MARK not in visitor.contents
        assert other.getId() not in visitor.contents


def test_what_has_expired_or_is_still_to_come_is_not_named_either(add, visitor):
    past, coming = add(f"{MARK}-past"), add(f"{MARK}-coming")
    past.setExpirationDate("2020/01/01")
    coming.setEffectiveDate("2090/01/01")
    past.reindexObject()
    coming.reindexObject()
    item = add("Card", related=[past.UID(), coming.UID()])
    visitor.open(item.absolute_url())
    assert MARK not in visitor.contents


def test_search_engines_are_told(full, functional):
    view = api.content.get_view("procedure_view", full, functional["request"])
    told = view.json_ld()
    assert told["@type"] == "GovernmentService"
    assert [offer["price"] for offer in told["offers"]] == ["27.00", "155.50", "0"]
    assert [channel["name"] for channel in told["availableChannel"]] == ["Population desk."]


def test_reading_a_procedure_writes_nothing(full, visitor, functional):
    visitor.open(full.absolute_url())
    database = functional["app"]._p_jar.db()
    before = database.lastTransaction()
    for suffix in ("", "/@@cpsv-ap"):
        visitor.open(f"{full.absolute_url()}{suffix}")
    transaction.begin()
    assert database.lastTransaction() == before


def test_a_change_shows_at_once(full, visitor):
    assert "3 weeks" in texts(opened(visitor, full), ".facts dd")
    full.delay = "2 weeks"
    full.notifyModified()
    full.reindexObject()
    touch(api.portal.get())
    transaction.commit()
    assert "2 weeks" in texts(opened(visitor, full), ".facts dd")


def test_the_page_lasts_until_the_desk_opens_or_closes(add, functional, visitor):
    with api.env.adopt_roles(["Manager"]):
        desk = api.content.create(functional["portal"], "Document", title="Desk")
        api.content.transition(desk, "publish")
    item = add("Card", service=desk.UID())
    view = api.content.get_view("procedure_view", item, functional["request"])
    assert view.page["until"] is None
    brain = api.content.find(UID=desk.UID())[0]
    hours = as_data(OpeningHours(((Span(time(0), time(23, 59)),),) * 7))
    view = api.content.get_view("procedure_view", item, functional["request"])
    view._brain_of_service = SimpleNamespace(
        Title=brain.Title, getURL=brain.getURL, opening_hours_data=json.dumps(hours)
    )
    assert view.page["until"] is not None
    assert view.data()["facts"]["desk"]["title"] == "Desk"
