from communesplone.core.changes import next_change
from datetime import datetime
from datetime import timedelta
from decimal import Decimal
from lxml import html
from plone import api
import json
import pytest


def page_of(browser, content):
    browser.open(content.absolute_url())
    return html.fromstring(browser.contents)


def linked(event, request):
    return api.content.get_view("event_view", event, request).json_ld()


@pytest.fixture
def full(add):
    return add(
        "Walk",
        description="With a lamp.",
        location="Museum of megaliths",
        street="Place",
        number="7",
        postal_code="6940",
        locality="Wéris",
        latitude=50.33,
        longitude=5.53,
        price=Decimal("6.50"),
        price_note="free under 12",
        event_status="full",
        booking_url="https://waiting.example/list",
        capacity=20,
        contact_name="Tourism",
        contact_phone="086 000 000",
        contact_email="tourism@durbuy.example",
        accessibility="Not for wheelchairs.",
        themes=["nature"],
    )


def test_the_page_answers_when_where_how_much_and_whether_there_is_room(full, visitor):
    page = page_of(visitor, full)
    facts = [one.text_content() for one in page.cssselect(".facts dd")]
    assert facts[0] == "10:00\u00a0– 12:00"
    assert facts[2:] == ["Wéris", "Museum of megaliths", "€6.50", "free under 12", "Full"]
    assert page.cssselect("time.big b")[0].text_content() == str(full.start.day)
    assert "Join the waiting list" in visitor.contents
    assert page.cssselect("[href='tel:086000000']")
    assert "openstreetmap.org" in visitor.contents
    assert "Not for wheelchairs." in visitor.contents


def test_search_engines_read_the_same(full, functional):
    found = linked(full, functional["request"])
    assert found["eventStatus"] == "https://schema.org/EventScheduled"
    assert found["offers"]["price"] == "6.50"
    assert found["offers"]["availability"] == "https://schema.org/SoldOut"
    assert found["location"]["address"]["addressLocality"] == "Wéris"
    assert found["location"]["geo"]["latitude"] == 50.33
    assert datetime.fromisoformat(found["startDate"]) == full.start
    json.dumps(found)


def test_a_cancelled_event_says_so_first_and_sells_no_place(add, visitor, functional):
    event = add(
        "Trail",
        event_status="cancelled",
        status_reason="Flood warning.",
        booking_url="https://shop.example/",
    )
    page = page_of(visitor, event)
    assert "cancelled" in page.cssselect(".message.error")[0].text_content()
    assert "Flood warning." in page.cssselect(".message")[0].text_content()
    assert "shop.example" not in visitor.contents
    found = linked(event, functional["request"])
    assert found["eventStatus"] == "https://schema.org/EventCancelled"


def test_a_moved_event_tells_the_new_date_and_the_old_one(add, visitor, functional):
    event = add("Procession", event_status="moved", moved_from=datetime(2026, 11, 14, 15))
    text = page_of(visitor, event).cssselect(".message.warning")[0].text_content()
    assert "New date" in text
    assert "14\u00a0November" in text
    found = linked(event, functional["request"])
    assert found["eventStatus"] == "https://schema.org/EventRescheduled"
    assert found["previousStartDate"] == "2026-11-14T15:00:00+01:00"


def test_a_recurring_event_shows_its_next_date_and_the_others(add, visitor):
    event = add("Market", days=-9, recurrence="RRULE:FREQ=WEEKLY;COUNT=4")
    page = page_of(visitor, event)
    following = (event.start + timedelta(days=14)).date()
    assert page.cssselect("time.big")[0].get("datetime") == following.isoformat()
    assert len(page.cssselect("#event-dates ~ ul li")) == 1


def test_an_event_that_is_over_says_so(add, visitor):
    assert "This event is over." in page_of(visitor, add("Fair", days=-30)).text_content()


def test_the_page_changes_when_the_event_ends(add, functional):
    event = add("Fair")
    api.content.get_view("event_view", event, functional["request"]).data()
    assert next_change(functional["request"]) == event.end + timedelta(seconds=1)


def test_a_text_cannot_bring_a_script(add, visitor):
    event = add('<script>alert("x")</script>', location="<img src=x onerror=alert(1)>")
    page_of(visitor, event)
    assert "<script>alert" not in visitor.contents
    assert "<img src=x" not in visitor.contents
    visitor.open(event.aq_parent.absolute_url())
    assert "<script>alert" not in visitor.contents
