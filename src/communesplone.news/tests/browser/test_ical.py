from communesplone.core import memory
from datetime import timedelta
from datetime import UTC
from icalendar import Calendar
from plone import api
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
import pytest
import transaction


def calendar(browser, url):
    browser.open(url)
    assert browser.headers["status"].startswith("200")
    assert browser.headers["content-type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(browser.contents)


def only_event(browser, event):
    (found,) = calendar(browser, f"{event.absolute_url()}/ics_view").events
    return found


def test_a_calendar_has_what_the_standard_asks_for(add, folder, visitor):
    add("Concert, dance; more\\less", description="Line one\nLine two, " + "é" * 120)
    found = calendar(visitor, f"{folder.absolute_url()}/@@agenda.ics")
    text = visitor.contents.encode()
    assert found["VERSION"] == "2.0"
    assert found["PRODID"]
    assert [str(one["TZID"]) for one in found.timezones] == ["Europe/Brussels"]
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))
    assert b"\n" not in text.replace(b"\r\n", b"")
    (event,) = found.events
    assert event["SUMMARY"] == "Concert, dance; more\\less"
    assert "é" * 120 in event["DESCRIPTION"]
    assert {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "STATUS"} <= set(event)
    assert not event.errors


def test_moments_have_the_time_of_brussels(add, visitor):
    event = add("Concert")
    found = only_event(visitor, event)
    assert found.DTSTART.astimezone(UTC) == event.start.astimezone(UTC)
    assert found.DTEND.astimezone(UTC) == event.end.astimezone(UTC)
    assert found["DTSTART"].params["TZID"] == "Europe/Brussels"


def test_a_whole_day_ends_on_the_day_after(add, visitor):
    event = add("Fair", whole_day=True, hours=30)
    found = only_event(visitor, event)
    assert event.start.date() == found.DTSTART
    assert event.end.date() + timedelta(days=1) == found.DTEND


def test_what_has_no_known_end_tells_none(add, visitor):
    assert "DTEND" not in only_event(visitor, add("Party", open_end=True))


def test_recurrence_says_its_end_in_universal_time_and_leaves_out_what_is_excluded(
    add, visitor, tomorrow
):
    start = tomorrow
    until, left_out = start + timedelta(days=21), start + timedelta(days=7)
    event = add(
        "Market",
        recurrence=f"RRULE:FREQ=WEEKLY;UNTIL={until:%Y%m%d}T000000\n"
        f"EXDATE:{left_out:%Y%m%d}T000000\nRDATE:{start + timedelta(days=2):%Y%m%d}T000000",
    )
    found = only_event(visitor, event)
    assert found["RRULE"]["FREQ"] == ["WEEKLY"]
    last = event.start.tzinfo.normalize(event.start + timedelta(days=21))
    assert found["RRULE"]["UNTIL"][0].date() == last.astimezone(UTC).date()
    assert found["RRULE"]["UNTIL"][0].utcoffset() == timedelta()
    assert found.exdates[0].date() == left_out.date()
    assert found.rdates[0][0].date() == (start + timedelta(days=2)).date()


def test_a_rule_that_does_not_begin_with_the_event_becomes_single_dates(add, visitor):
    event = add("Odd", recurrence="RRULE:FREQ=MONTHLY;BYMONTHDAY=31;COUNT=2")
    found = only_event(visitor, event)
    if event.start.day != 31:
        assert "RRULE" not in found
        assert len(found.rdates) == 2


def test_what_is_cancelled_stays_and_says_so(add, folder, visitor):
    add("Trail", event_status="cancelled", status_reason="Flood.")
    (found,) = calendar(visitor, f"{folder.absolute_url()}/@@agenda.ics").events
    assert found["STATUS"] == "CANCELLED"
    assert "Flood." in found["DESCRIPTION"]


def test_each_change_is_a_later_revision_of_the_same_event(add, visitor):
    event = add("Trail")
    before = only_event(visitor, event)
    with api.env.adopt_roles(["Manager"]):
        event.title = "Trail of the Ourthe"
        notify(ObjectModifiedEvent(event))
        event.modification_date += 1
        event.reindexObject(idxs=["modified"])
    transaction.commit()
    memory.forget()
    after = only_event(visitor, event)
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_one_subscribes_to_a_selection(add, folder, visitor):
    add("Run", themes=["sport"])
    add("Play", themes=["culture"])
    found = calendar(visitor, f"{folder.absolute_url()}/@@agenda.ics?theme=sport")
    assert [str(event["SUMMARY"]) for event in found.events] == ["Run"]
    visitor.open(f"{folder.absolute_url()}?theme=sport")
    assert 'href="webcal://' in visitor.contents
    assert "@@agenda.ics?theme=sport" in visitor.contents


def test_a_calendar_forgets_what_is_long_past(add, folder, visitor):
    add("Recent", days=-30)
    add("Long ago", days=-90)
    found = calendar(visitor, f"{folder.absolute_url()}/@@agenda.ics")
    assert [str(event["SUMMARY"]) for event in found.events] == ["Recent"]


@pytest.mark.parametrize("publish", [True, False])
def test_the_calendar_of_an_event_is_as_public_as_the_event(add, visitor, publish):
    event = add("Secret", publish=publish)
    visitor.open(f"{event.absolute_url()}/ics_view")
    assert ("SUMMARY:Secret" in visitor.contents) == publish
