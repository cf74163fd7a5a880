"""Calendars for other programs: iCalendar, RFC 5545. Plain text, no site needed."""

from collections.abc import Iterable
from communesplone.news.agenda import Entry
from communesplone.news.event import CANCELLED
from communesplone.news.facts import Facts
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from zoneinfo import ZoneInfo
import re


PRODUCT = "-//CommunesPlone//communesplone.news//FR"
REFRESH = "PT6H"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
#: Belgium's summer time as it has been since 1996.
TIMEZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Brussels
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19960331T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE""".splitlines()


@dataclass(frozen=True)
class Component:
    """An event, with the words that its description and categories take."""

    entry: Entry
    description: str = ""
    categories: tuple[str, ...] = ()
    location: str = ""


def calendar(name: str, url: str, components: Iterable[Component]) -> str:
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
        *TIMEZONE,
    ]
    for component in components:
        lines += _event(component)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def sequence(created: datetime, modified: datetime) -> int:
    """Return the number of a revision: it grows with every change and needs no counter."""
    return max(0, int((modified - created).total_seconds()))


def escaped(text: str) -> str:
    """Return a text as a value of type TEXT (RFC 5545, 3.3.11)."""
    text = CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _event(component: Component) -> list[str]:
    entry, facts = component.entry, component.entry.facts
    lines = [
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"DTSTAMP:{_utc(entry.modified)}",
        f"CREATED:{_utc(entry.created)}",
        f"LAST-MODIFIED:{_utc(entry.modified)}",
        f"SEQUENCE:{sequence(entry.created, entry.modified)}",
        f"STATUS:{'CANCELLED' if facts.status == CANCELLED else 'CONFIRMED'}",
        f"SUMMARY:{escaped(entry.title)}",
        *_dates(facts),
        f"URL:{entry.url}",
    ]
    texts = {
        "DESCRIPTION": component.description,
        "LOCATION": component.location,
        "CONTACT": facts.organiser,
    }
    lines += [f"{name}:{escaped(text)}" for name, text in texts.items() if text]
    if component.categories:
        lines.append(f"CATEGORIES:{','.join(map(escaped, component.categories))}")
    lines.append(f"TRANSP:{'TRANSPARENT' if facts.whole_day else 'OPAQUE'}")
    return [*lines, "END:VEVENT"]


def _dates(facts: Facts) -> list[str]:
    """Return beginning, end and recurrence.

    A rule that does not give the first day is written as single dates: what RRULE means is not
    defined then.
    """
    first = facts.days[0] if facts.days else facts.start.date()
    length = facts.end.date() - facts.start.date()
    lines = [_moment("DTSTART", facts, first)]
    if facts.whole_day:
        lines.append(f"DTEND;VALUE=DATE:{first + length + timedelta(days=1):%Y%m%d}")
    elif not facts.open_end:
        end = datetime.combine(first + length, facts.end.time())
        lines.append(f"DTEND;TZID=Europe/Brussels:{end:%Y%m%dT%H%M%S}")
    if len(facts.days) < 2:
        return lines
    ruled = set(facts.ruled) if first in facts.ruled and first == facts.ruled[0] else set()
    if ruled:
        lines.append(f"RRULE:{_rule(facts)}")
    added = sorted(set(facts.days) - ruled - {first})
    removed = sorted(ruled - set(facts.days))
    lines += [_moment("RDATE", facts, on) for on in added]
    return lines + [_moment("EXDATE", facts, on) for on in removed]


def _moment(name: str, facts: Facts, on: date) -> str:
    if facts.whole_day:
        return f"{name};VALUE=DATE:{on:%Y%m%d}"
    moment = datetime.combine(on, facts.start.time())
    return f"{name};TZID=Europe/Brussels:{moment:%Y%m%dT%H%M%S}"


def _rule(facts: Facts) -> str:
    """Return the rule with its end in the form that DTSTART asks for."""
    last = facts.ruled[-1]
    if facts.whole_day:
        until = f"{last:%Y%m%d}"
    else:
        moment = datetime.combine(last, facts.start.time(), ZoneInfo("Europe/Brussels"))
        until = _utc(moment)
    parts = [part for part in facts.rule.split(";") if part and not part.startswith("UNTIL=")]
    if not any(part.startswith("COUNT=") for part in parts):
        parts.append(f"UNTIL={until}")
    return ";".join(parts)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _folded(line: str) -> Iterable[str]:
    """Yield a line in pieces of 75 octets at most, never inside a character."""
    piece, size, room = "", 0, 75
    for sign in line:
        octets = len(sign.encode())
        if size + octets > room:
            yield piece
            piece, size = " ", 1
        piece += sign
        size += octets
    yield piece
