"""Dates that cannot be, by every way into the site."""

from datetime import timedelta
from plone import api
from plone.app.testing import applyProfile
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from zExceptions import BadRequest
import httpx
import pytest
import transaction


AUTH = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
JSON = {"Accept": "application/json"}
ENDLESS = "RRULE:FREQ=DAILY;COUNT=100000000"
NEVER = "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3"


@pytest.fixture
def rest(server, tomorrow):
    """`rest(start=…, …)`: the answer to an attempt to add an event."""
    portal = server["portal"]
    applyProfile(portal, "plone.restapi:default")
    transaction.commit()
    with httpx.Client(base_url=portal.absolute_url(), auth=AUTH, headers=JSON) as client:

        def post(**fields):
            data = {"start": tomorrow.isoformat(), "end": tomorrow.isoformat(), **fields}
            return client.post("", json={"@type": "Event", "title": "Concert", **data})

        post.client, post.portal = client, portal
        yield post


@pytest.mark.parametrize("rule", [ENDLESS, NEVER, "RRULE:FREQ=SECONDLY;COUNT=9"])
def test_rest_refuses_an_impossible_recurrence_and_stores_nothing(rest, rule):
    answer = rest(recurrence=rule)
    assert answer.status_code == 400
    assert "date" in answer.text or "day, week" in answer.text
    transaction.begin()
    assert not rest.portal.portal_catalog(portal_type="Event")


def test_rest_refuses_an_end_before_the_start(rest, tomorrow):
    answer = rest(end=(tomorrow - timedelta(hours=1)).isoformat())
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "fields",
    [
        {"event_status": "cancelled"},
        {"event_status": "moved"},
        {"event_status": "perhaps"},
        {"price": -1},
        {"capacity": 0},
        {"booking_url": "javascript:alert(1)"},
        {"themes": ["nothing-of-ours"]},
    ],
)
def test_rest_refuses_what_the_form_refuses(rest, fields):
    assert rest(**fields).status_code == 400


def test_rest_gives_what_it_was_given(rest):
    fields = {
        "event_status": "cancelled",
        "status_reason": "Flood.",
        "price": 6.5,
        "themes": ["sport"],
        "booking_url": "https://shop.example/",
    }
    made = rest(**fields)
    assert made.status_code == 201, made.text
    found = rest.client.get(made.json()["@id"]).json()
    assert found["event_status"]["token"] == "cancelled"
    assert found["status_reason"] == "Flood."
    assert float(found["price"]) == 6.5
    assert [theme["token"] for theme in found["themes"]] == ["sport"]
    listed = rest.client.get("@search?portal_type=Event&metadata_fields=event_facts").json()
    assert '"status":"cancelled"' in listed["items"][0]["event_facts"]


@pytest.mark.parametrize("rule", [ENDLESS, NEVER])
def test_code_cannot_index_an_impossible_recurrence(folder, tomorrow, rule):
    with api.env.adopt_roles(["Manager"]), pytest.raises(BadRequest):
        api.content.create(
            folder, "Event", title="x", start=tomorrow, end=tomorrow, recurrence=rule
        )


@pytest.mark.parametrize("name", ["start", "end"])
def test_years_are_of_our_time(folder, tomorrow, name):
    fields = {"start": tomorrow, "end": tomorrow, name: tomorrow.replace(year=9998)}
    with api.env.adopt_roles(["Manager"]), pytest.raises(BadRequest):
        api.content.create(folder, "Event", title="x", **fields)


def test_what_was_stored_before_is_shown_with_its_first_date(add, visitor, functional):
    event = add("Old rule")
    event.recurrence = "RRULE:FREQ=SECONDLY;COUNT=3"
    event.reindexObject(idxs=["event_first_day"], update_metadata=1)
    transaction.commit()
    visitor.open(event.absolute_url())
    assert visitor.headers["status"].startswith("200")


def test_the_form_says_at_the_field_what_is_wrong_and_keeps_what_was_typed(folder, webmaster):
    webmaster.open(f"{folder.absolute_url()}/++add++Event")
    webmaster.getControl(name="form.widgets.IDublinCore.title").value = "Kept title"
    webmaster.getControl(name="form.widgets.IEventRecurrence.recurrence").value = ENDLESS
    webmaster.getControl(name="form.buttons.save").click()
    assert "1000 dates at most" in webmaster.contents
    assert "Kept title" in webmaster.contents
    transaction.begin()
    assert "kept-title" not in folder.objectIds()


def test_the_form_asks_why_an_event_is_cancelled(folder, webmaster):
    webmaster.open(f"{folder.absolute_url()}/++add++Event")
    webmaster.getControl(name="form.widgets.IDublinCore.title").value = "Trail"
    name = "form.widgets.IEventDetails.event_status:list"
    webmaster.getControl(name=name).value = ["cancelled"]
    webmaster.getControl(name="form.buttons.save").click()
    box = webmaster.contents.index('id="formfield-form-widgets-IEventDetails-status_reason"')
    assert "Say why the event is cancelled." in webmaster.contents[box:]


def test_a_date_to_remember_needs_a_date(functional, folder, webmaster):
    webmaster.open(f"{functional['portal'].absolute_url()}/++add++News Item")
    webmaster.getControl(name="form.widgets.IDublinCore.title").value = "Wood"
    webmaster.getControl(name="form.widgets.INewsDetails.key_dates").value = "31/02/2027 Draw"
    webmaster.getControl(name="form.buttons.save").click()
    assert "15/12/2026 Last day to apply" in webmaster.contents
