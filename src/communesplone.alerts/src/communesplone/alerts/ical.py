"""The dates of roadworks and interruptions for calendars (RFC 5545)."""

from collections.abc import Iterable
from communesplone.alerts.facts import Facts
from communesplone.alerts.words import Writer
from communesplone.core.maps.geojson import positions
from icalendar import Calendar
from icalendar import Event


def calendar(name: str, found: Iterable[Facts], writer: Writer) -> bytes:
    """Return a calendar with an event for each of the alerts."""
    made = Calendar()
    made.add("prodid", "-//CommunesPlone//Alerts//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    for facts in found:
        made.add_component(_event(facts, writer))
    return made.to_ical()


def _event(facts: Facts, writer: Writer) -> Event:
    event = Event()
    event.add("uid", facts.uid)
    event.add("dtstamp", facts.changed)
    event.add("dtstart", facts.start)
    event.add("dtend", facts.end)
    event.add("summary", facts.title)
    event.add("description", "\n\n".join(filter(None, (facts.instruction, facts.details))))
    event.add("location", writer.area(facts))
    event.add("categories", [writer.kind(facts)])
    event.add("url", facts.url)
    if facts.geometry:
        longitude, latitude = positions(facts.geometry["coordinates"])[0]
        event.add("geo", (latitude, longitude))
    return event
