"""Where an alert holds: positions typed as lines, postal codes of the commune."""

from collections.abc import Sequence
from communesplone.alerts.interfaces import NotAPosition
from communesplone.alerts.interfaces import NotAStep
from communesplone.alerts.interfaces import NotOfTheCommune
from communesplone.core.identity import identity
from communesplone.core.maps.geojson import InvalidGeometry
from communesplone.core.maps.geojson import read_geometry
from typing import Any
import re


POSITION = re.compile(r"\s*(\d{2}[.,]\d+)\s*[;, ]\s*(\d{1,2}[.,]\d+)\s*")


def read_position(line: str) -> list[float]:
    """Return [longitude, latitude] of "50.4669, 4.8675".

    :raises NotAPosition: for anything else, and for places outside Belgium.
    """
    match = POSITION.fullmatch(line)
    if match is None:
        raise NotAPosition(line)
    latitude, longitude = (float(part.replace(",", ".")) for part in match.groups())
    try:
        found = read_geometry({"type": "Point", "coordinates": [longitude, latitude]})
    except InvalidGeometry as error:
        raise NotAPosition(line) from error
    return found["coordinates"]


def is_position(line: str) -> bool:
    """Accept a line that `read_position` reads."""
    return bool(read_position(line))


def geometry(lines: Sequence[str] | None) -> dict[str, Any] | None:
    """Return the GeoJSON of positions: a point, a line, an area when it ends where it begins."""
    found = [read_position(line) for line in lines or ()]
    if not found:
        return None
    if len(found) == 1:
        return {"type": "Point", "coordinates": found[0]}
    if len(found) > 3 and found[0] == found[-1]:
        return {"type": "Polygon", "coordinates": [found]}
    return {"type": "LineString", "coordinates": found}


def is_code_of_commune(code: str) -> bool:
    """Accept a postal code of this commune; any Belgian one where the commune has none."""
    own = identity().postal_codes
    if not re.fullmatch(r"[1-9]\d{3}", code) or (own and code not in own):
        raise NotOfTheCommune(code)
    return True


def read_step(line: str) -> tuple[str, str]:
    """Return what to do and more about it, of "Go upstairs | Take a lamp"."""
    first, _bar, more = (part.strip() for part in line.partition("|"))
    if not first:
        raise NotAStep(line)
    return first, more


def is_step(line: str) -> bool:
    """Accept a line that `read_step` reads."""
    return bool(read_step(line))
