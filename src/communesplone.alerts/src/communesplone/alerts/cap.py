"""Alerts in the Common Alerting Protocol 1.2 of OASIS: plain XML, no site needed.

https://docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2-os.html
"""

from communesplone.alerts.facts import Facts
from communesplone.alerts.kinds import EMERGENCY
from communesplone.alerts.kinds import INFORMATION
from communesplone.alerts.kinds import WARNING
from communesplone.alerts.log import ENDED
from communesplone.core.hours import BRUSSELS
from communesplone.core.maps.geojson import positions
from dataclasses import dataclass
from datetime import datetime
from lxml import etree
from math import cos
from math import hypot
from math import radians
import re


NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
MEDIA_TYPE = "application/cap+xml"
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CATEGORIES = {
    "flood": "Met",
    "storm": "Met",
    "fire": "Fire",
    "boil_water": "Health",
    "health": "Health",
    "gas": "Safety",
    "security": "Security",
    "roadworks": "Transport",
    "road_closed": "Transport",
    "water_cut": "Infra",
    "power_cut": "Infra",
    "interruption": "Infra",
}
SEVERITIES = {INFORMATION: "Minor", WARNING: "Moderate", EMERGENCY: "Extreme"}
RESPONSES = {INFORMATION: "Monitor", WARNING: "Execute", EMERGENCY: "Execute"}
#: Kilometres around a single position that an alert is about.
RADIUS = 0.5


@dataclass(frozen=True)
class Source:
    """Who speaks: the host of the site, the commune, and whether it is a demonstration."""

    host: str
    name: str
    nis: str
    language: str
    exercise: bool


@dataclass(frozen=True)
class Labels:
    """The words about an alert that are translated: its kind, its area."""

    event: str
    area: str


def document(facts: Facts, source: Source, labels: Labels, now: datetime) -> bytes:
    """Return the latest CAP message about an alert."""
    root = etree.Element(f"{{{NAMESPACE}}}alert", nsmap={None: NAMESPACE})
    sent = moments(facts)
    revision = len(sent)
    over = bool(facts.updates) and facts.updates[-1].event == ENDED
    kind = "Alert" if revision == 1 else "Update"
    _add(root, "identifier", identifier(facts, source, revision))
    _add(root, "sender", source.host)
    _add(root, "sent", stamp(sent[-1]))
    _add(root, "status", "Exercise" if source.exercise else "Actual")
    _add(root, "msgType", "Cancel" if over else kind)
    _add(root, "scope", "Public")
    if source.exercise:
        _add(root, "note", "Demonstration site: nothing of this is true.")
    if revision > 1:
        _add(root, "references", " ".join(_references(facts, source)))
    _info(root, facts, source, labels, now)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def moments(facts: Facts) -> list[datetime]:
    """Return when each message about an alert was sent: one at first, then one per update."""
    return [update.at for update in facts.updates] or [facts.start]


def identifier(facts: Facts, source: Source, revision: int) -> str:
    """Return the identifier of a message: no blank, comma, < or & in it."""
    return f"{source.host}.{facts.uid}.{revision}"


def stamp(moment: datetime) -> str:
    """Return a moment as CAP writes it: with seconds and a numeric zone, never Z."""
    return moment.astimezone(BRUSSELS).isoformat(timespec="seconds")


def _references(facts: Facts, source: Source) -> list[str]:
    return [
        f"{source.host},{identifier(facts, source, number)},{stamp(moment)}"
        for number, moment in enumerate(moments(facts)[:-1], start=1)
    ]


def _info(
    root: etree._Element, facts: Facts, source: Source, labels: Labels, now: datetime
) -> None:
    info = _add(root, "info", "")
    begun = facts.start <= now
    _add(info, "language", f"{source.language}-BE")
    _add(info, "category", CATEGORIES.get(facts.kind, "Other"))
    _add(info, "event", labels.event)
    _add(info, "responseType", RESPONSES[facts.level])
    _add(info, "urgency", "Immediate" if begun else "Future")
    _add(info, "severity", SEVERITIES[facts.level])
    _add(info, "certainty", "Observed" if begun else "Likely")
    _add(info, "effective", stamp(moments(facts)[-1]))
    _add(info, "onset", stamp(facts.start))
    _add(info, "expires", stamp(facts.end))
    _add(info, "senderName", source.name or source.host)
    _add(info, "headline", facts.title)
    said = [update.text for update in facts.updates if update.text]
    description = "\n\n".join(filter(None, (*reversed(said), facts.details, facts.shelter)))
    if description:
        _add(info, "description", description)
    steps = [". ".join(filter(None, step)) for step in facts.steps]
    _add(info, "instruction", "\n".join((facts.instruction, *steps)))
    _add(info, "web", facts.url)
    _area(info, facts, source, labels)


def _area(info: etree._Element, facts: Facts, source: Source, labels: Labels) -> None:
    area = _add(info, "area", "")
    _add(area, "areaDesc", labels.area)
    if facts.geometry:
        corners = positions(facts.geometry["coordinates"])
        if facts.geometry["type"] == "Polygon":
            _add(area, "polygon", " ".join(f"{lat},{lon}" for lon, lat in corners))
        else:
            _add(area, "circle", _circle(corners))
    if source.nis:
        _geocode(area, "NIS", source.nis)
    for code in facts.postal_codes:
        _geocode(area, "postal code", code)


def _circle(corners: list[list[float]]) -> str:
    """Return the circle around the corners of a line, or around a point: "lat,lon km"."""
    west, east = (pick(lon for lon, _lat in corners) for pick in (min, max))
    south, north = (pick(lat for _lon, lat in corners) for pick in (min, max))
    latitude, longitude = (south + north) / 2, (west + east) / 2
    across = (east - west) * cos(radians(latitude))
    radius = max(RADIUS, hypot(across, north - south) * 111.2 / 2)
    return f"{latitude:.6f},{longitude:.6f} {radius:.2f}"


def _geocode(area: etree._Element, name: str, value: str) -> None:
    code = _add(area, "geocode", "")
    _add(code, "valueName", name)
    _add(code, "value", value)


def _add(parent: etree._Element, name: str, text: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    element.text = NOT_XML.sub("", text) or None
    return element
