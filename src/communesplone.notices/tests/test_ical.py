from communesplone.notices import ical
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from email.message import Message
from icalendar import Calendar
from zoneinfo import ZoneInfo
import pytest


BRUSSELS = ZoneInfo("Europe/Brussels")
STAMP = datetime(2026, 1, 1, 12, tzinfo=BRUSSELS)


def read(**fields):
    entry = ical.Entry(uid="a-1", summary="S", stamp=STAMP, **fields)
    made = Calendar.from_ical(ical.calendar("Name", "https://a.example/@@x.ics", [entry]))
    (event,) = made.walk("VEVENT")
    return event


def test_a_day_is_a_whole_day_and_a_moment_lasts_an_hour():
    event = read(on=date(2026, 12, 31))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 12, 31), date(2027, 1, 1))
    assert event["UID"] == "a-1"
    event = read(on=datetime(2026, 7, 1, 11, 30, tzinfo=BRUSSELS))
    assert event["DTSTART"].dt == datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(hours=1)
    assert not event.walk("VALARM")


def test_texts_come_back_as_they_were_but_for_what_no_calendar_holds():
    event = read(on=date(2026, 12, 31), description="a; b, c\\d\r\ne\x00", location="\x07")
    assert event["DESCRIPTION"] == "a; b, c\\d\ne"
    assert "LOCATION" not in event


@pytest.mark.parametrize("name", ['a"b', "a\r\nSet-Cookie: x", "Łódź", "a;b\\", "\ud800", ".."])
def test_the_name_of_a_file_cannot_break_its_header(name):
    header = ical.disposition(name)
    assert header.isascii()
    assert header.isprintable()
    message = Message()
    message["Content-Disposition"] = header.partition("; filename*")[0]
    assert message.get_filename().endswith(".ics")
    assert header.count('"') == 2


def test_who_reads_other_letters_gets_the_whole_name_of_a_file():
    assert ical.disposition("déchets") == (
        "inline; filename=\"d-chets.ics\"; filename*=UTF-8''d%C3%A9chets.ics"
    )
