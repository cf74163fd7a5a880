"""Calendars for other programs: iCalendar, RFC 5545. Plain text, no site needed."""

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
import re


PRODUCT = "-//CommunesPlone//communesplone.notices//FR"
REFRESH = "PT12H"
TYPE = "text/calendar; charset=utf-8"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


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


def calendar(name: str, url: str, entries: Iterable[Entry]) -> str:
    """Return a calendar as text, its lines folded and ended as the standard wants.

    :param url: its own address.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        "X-WR-TIMEZONE:Europe/Brussels",
        f"SOURCE;VALUE=URI:{url}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-PUBLISHED-TTL:{REFRESH}",
    ]
    for entry in entries:
        lines += _event(entry)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def escaped(text: str) -> str:
    """Return a text as a value of type TEXT (RFC 5545, 3.3.11)."""
    text = CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _event(entry: Entry) -> list[str]:
    lines = ["BEGIN:VEVENT", f"UID:{entry.uid}", f"DTSTAMP:{_utc(entry.stamp)}"]
    if isinstance(entry.on, datetime):
        lines += [f"DTSTART:{_utc(entry.on)}", f"DTEND:{_utc(entry.on + timedelta(hours=1))}"]
    else:
        next_day = entry.on + timedelta(days=1)
        lines += [f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}", f"DTEND;VALUE=DATE:{next_day:%Y%m%d}"]
    texts = {
        "SUMMARY": entry.summary,
        "DESCRIPTION": entry.description,
        "LOCATION": entry.location,
    }
    lines += [f"{name}:{escaped(text)}" for name, text in texts.items() if text]
    if entry.url:
        lines.append(f"URL:{entry.url}")
    lines.append("TRANSP:TRANSPARENT")
    if entry.evening_before:
        lines += [
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{escaped(entry.summary)}",
            "TRIGGER:-PT6H",
            "END:VALARM",
        ]
    return [*lines, "END:VEVENT"]


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of 75 octets at most, never inside a character."""
    piece, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > 75:
            yield piece
            piece, size = " ", 1
        piece += sign
        size += octets
    yield piece
