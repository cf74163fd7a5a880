"""An alert in the words of schema.org: plain data, no site needed."""

from communesplone.alerts.facts import Facts
from communesplone.core.maps.geojson import positions
from typing import Any


Data = dict[str, Any]


def announcement(facts: Facts, commune: str, area: str, language: str) -> Data:
    """Return a schema.org SpecialAnnouncement."""
    return {
        "@type": "SpecialAnnouncement",
        "@id": facts.url,
        "url": facts.url,
        "name": facts.title,
        "text": facts.instruction,
        "inLanguage": language,
        "datePosted": facts.start.isoformat(),
        "dateModified": facts.changed.isoformat(),
        "expires": facts.end.isoformat(),
        "publisher": {"@type": "GovernmentOrganization", "name": commune},
        "spatialCoverage": [_area(facts, commune, area)],
    }


def _area(facts: Facts, commune: str, area: str) -> Data:
    found: Data = {"@type": "AdministrativeArea", "name": commune}
    if not facts.whole_commune:
        found = {"@type": "Place", "name": area, "containedInPlace": found}
    if facts.geometry:
        longitude, latitude = positions(facts.geometry["coordinates"])[0]
        found["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": latitude,
            "longitude": longitude,
        }
    return found
