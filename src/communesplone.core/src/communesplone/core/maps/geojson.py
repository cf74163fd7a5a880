"""GeoJSON (RFC 7946): what maps are told, and what comes back from forms and REST.

Positions are [longitude, latitude] there, the other way round than people write them.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.interfaces import CommunesError
from communesplone.core.maps.belgium import outside
from typing import Any
from zope.i18n import interpolate
from zope.i18nmessageid import Message
import json
import math


MEDIA_TYPE = "application/geo+json"
#: How deep a position lies in the coordinates of a geometry, by type.
DEPTHS = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
MOST_POSITIONS = 5000
#: Decimals of a degree that are kept: some ten centimetres.
DECIMALS = 6

Point = Mapping[str, Any]


class InvalidGeometry(CommunesError):
    """A geometry that no map could show; `message` can be translated."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(interpolate(message.default or str(message), message.mapping))


def read_geometry(value: Any) -> dict[str, Any]:
    """Return a geometry in Belgium as RFC 7946 wants it, from decoded JSON.

    :raises InvalidGeometry: with a sentence for people.
    """
    if not isinstance(value, Mapping) or value.get("type") not in DEPTHS:
        raise InvalidGeometry(_("Give a point, a line or an area, as GeoJSON names them."))
    kind = value["type"]
    coordinates = _read(value.get("coordinates"), DEPTHS[kind])
    found = positions(coordinates)
    if len(found) > MOST_POSITIONS:
        raise InvalidGeometry(_("This drawing has too many points: 5,000 are the most."))
    lines = {"LineString": [coordinates], "MultiLineString": coordinates}.get(kind, [])
    rings = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(kind, [])
    if not found or any(len(line) < 2 for line in lines):
        raise InvalidGeometry(_("A line needs two positions or more."))
    if any(not area for area in rings):
        raise InvalidGeometry(_("An area needs three corners or more, and ends where it begins."))
    if any(len(ring) < 4 or ring[0] != ring[-1] for area in rings for ring in area):
        raise InvalidGeometry(_("An area needs three corners or more, and ends where it begins."))
    return {"type": kind, "coordinates": coordinates}


def _read(value: Any, depth: int) -> list[Any]:
    if not isinstance(value, (list, tuple)):
        raise InvalidGeometry(_("Give a point, a line or an area, as GeoJSON names them."))
    return [_read(part, depth - 1) for part in value] if depth else _position(value)


def _position(value: Any) -> list[float]:
    """Return [longitude, latitude]; a height is left out."""
    numbers = [
        part for part in value[:2] if isinstance(part, (int, float)) and not isinstance(part, bool)
    ]
    if len(numbers) != 2 or not all(math.isfinite(part) for part in numbers):
        raise InvalidGeometry(_("A position is a longitude and a latitude, in degrees."))
    longitude, latitude = numbers
    if message := outside(latitude, longitude):
        raise InvalidGeometry(message)
    return [round(float(longitude), DECIMALS), round(float(latitude), DECIMALS)]


def positions(coordinates: Any) -> list[list[float]]:
    """Return all positions of the coordinates of a geometry, in their order."""
    if coordinates and isinstance(coordinates[0], (int, float)):
        return [coordinates]
    return [position for part in coordinates for position in positions(part)]


def geometry(point: Point) -> dict[str, Any] | None:
    """Return the geometry of a point of a map; None when it has no place."""
    if point.get("geometry"):
        return dict(point["geometry"])
    latitude, longitude = point.get("latitude"), point.get("longitude")
    if latitude is None or longitude is None:
        return None
    where = [round(float(longitude), DECIMALS), round(float(latitude), DECIMALS)]
    return {"type": "Point", "coordinates": where}


def collection(points: Iterable[Point]) -> dict[str, Any]:
    """Return a FeatureCollection: all that points have beside their place are properties."""
    place = {"geometry", "latitude", "longitude"}
    features = [
        {
            "type": "Feature",
            "geometry": geometry(point),
            "properties": {
                key: value for key, value in point.items() if key not in place and value
            },
        }
        for point in points
    ]
    return {"type": "FeatureCollection", "features": features}


def dump(value: Any) -> str:
    """Return GeoJSON as compact text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
