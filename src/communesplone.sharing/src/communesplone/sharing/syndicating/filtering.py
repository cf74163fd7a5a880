"""What of a source is wanted: themes, audiences, words, places, distance. No site needed."""

from collections.abc import Mapping
from communesplone.core.reference import slug
from communesplone.core.sharing.showing import plain_text
from dataclasses import dataclass
from datetime import datetime
from math import asin
from math import cos
from math import radians
from math import sin
from math import sqrt
from typing import Any


EARTH_KM = 6371.0


@dataclass(frozen=True)
class Filter:
    """Of each that is not empty one has to hold, and all of those together.

    `themes` and `audiences` are keys; `words` stand in the text, `without` do not; `places` are
    postal codes or localities; `kilometres` from `around` (latitude, longitude), 0 for any.
    """

    themes: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    kilometres: float = 0.0
    around: tuple[float, float] | None = None


def wants(filter_: Filter, envelope: Mapping[str, Any]) -> bool:
    """Tell whether an envelope is one of those that are wanted."""
    fields = envelope["fields"]
    return (
        _meets(filter_.themes, fields.get("themes"))
        and _meets(filter_.audiences, fields.get("audiences"))
        and _says(filter_, envelope)
        and _is_at(filter_.places, fields)
        and _is_near(filter_, fields)
    )


def _meets(wanted: tuple[str, ...], held: Any) -> bool:
    found = {one for one in held if isinstance(one, str)} if isinstance(held, list) else set()
    return not wanted or bool(found & set(wanted))


def _says(filter_: Filter, envelope: Mapping[str, Any]) -> bool:
    if not filter_.words and not filter_.without:
        return True
    text = f"-{slug(plain_text(envelope))}-"
    said = [f"-{slug(word)}" in text for word in filter_.words]
    return (not said or any(said)) and not any(
        f"-{slug(word)}" in text for word in filter_.without
    )


def _is_at(places: tuple[str, ...], fields: Mapping[str, Any]) -> bool:
    held = {slug(str(fields.get(name) or "")) for name in ("postal_code", "locality", "location")}
    return not places or bool(held & {slug(place) for place in places})


def _is_near(filter_: Filter, fields: Mapping[str, Any]) -> bool:
    """Tell whether it lies within the distance; what says nothing of its place does not."""
    if not filter_.kilometres or filter_.around is None:
        return True
    at = fields.get("latitude"), fields.get("longitude")
    if not all(isinstance(one, int | float) for one in at):
        return False
    return distance(filter_.around, at) <= filter_.kilometres


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the kilometres between two positions (degrees, WGS 84) as the crow flies."""
    (south, west), (north, east) = (tuple(map(radians, found)) for found in (one, other))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half)))


def is_over(envelope: Mapping[str, Any], now: datetime) -> bool:
    """Tell whether something that takes place once has ended."""
    fields = envelope["fields"]
    end = fields.get("end")
    if fields.get("recurrence") or not isinstance(end, Mapping):
        return False
    try:
        moment = datetime.fromisoformat(str(end.get("moment")))
    except ValueError:
        return False
    return moment.tzinfo is not None and moment < now
