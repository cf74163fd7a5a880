"""Calendars for other programs: iCalendar, RFC 5545. No site needed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from icalendar import Alarm
from icalendar import Calendar
from icalendar import Event
from urllib.parse import quote
import re


PRODUCT = "-//CommunesPlone//communesplone.notices//FR"
REFRESH = timedelta(hours=12)
TYPE = "text/calendar; charset=utf-8"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
NOT_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Entry:
    """Something on a day, or from an aware moment on for an hour.

    :param uid: the same for ever, also when it moves.
    :param stamp: aware moment of its last change.
    """

    uid: str
    on: date | datetime
    summary: str
    stamp: datetime
    url: str = ""
    description: str = ""
    location: str = ""
    evening_before: bool = False


def calendar(name: str, url: str, entries: Iterable[Entry]) -> bytes:
    """Return a calendar.

    :param url: its own address.
    """
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", PRODUCT)
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", _clean(name))
    made.add("x-wr-calname", _clean(name))
    made.add("x-wr-timezone", "Europe/Brussels")
    made.add("source", url, parameters={"VALUE": "URI"})
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT12H")
    for entry in entries:
        made.add_component(_event(entry))
    return made.to_ical()


def disposition(name: str) -> str:
    """Return the header that names a file: plainly, and as it is for who reads RFC 6266."""
    plain = NOT_PLAIN.sub("-", name).strip("-.") or "calendar"
    coded = quote(name, safe="", errors="replace")
    return f"inline; filename=\"{plain}.ics\"; filename*=UTF-8''{coded}.ics"


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.stamp.astimezone(UTC))
    timed = isinstance(entry.on, datetime)
    start = entry.on.astimezone(UTC) if timed else entry.on
    event.add("dtstart", start)
    event.add("dtend", start + (timedelta(hours=1) if timed else timedelta(days=1)))
    for name in ("summary", "description", "location"):
        text = _clean(getattr(entry, name))
        if text:
            event.add(name, text)
    if entry.url:
        event.add("url", entry.url)
    event.add("transp", "TRANSPARENT")
    if entry.evening_before:
        event.add_component(_alarm(_clean(entry.summary)))
    return event


def _alarm(words: str) -> Alarm:
    """Return a reminder at six in the evening before a day."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", timedelta(hours=-6))
    return alarm


def _clean(text: str) -> str:
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
