"""Whether a position is in Belgium, give or take some kilometres."""

from communesplone.core import _
from communesplone.core.maps.outline import OUTLINE
from itertools import pairwise
from math import cos
from math import hypot
from math import radians
from zope.i18nmessageid import Message


#: The outline is drawn with some sixty corners: what is this near to it counts as inside.
TOLERANCE_KM = 4.0
KM_PER_DEGREE = 111.2


def in_belgium(latitude: float, longitude: float) -> bool:
    """Tell whether a position (degrees, WGS 84) is in Belgium or within 4 km of its border."""
    corners = [*OUTLINE, OUTLINE[0]]
    inside = False
    for (south, west), (north, east) in pairwise(corners):
        if (south > latitude) != (north > latitude):
            crossing = west + (latitude - south) / (north - south) * (east - west)
            inside ^= longitude < crossing
    return inside or any(
        _distance((latitude, longitude), *side) <= TOLERANCE_KM for side in pairwise(corners)
    )


def outside(latitude: float, longitude: float) -> Message | None:
    """Return what to say of a position that is not in Belgium; None for one that is."""
    if in_belgium(latitude, longitude):
        return None
    where = {"latitude": f"{latitude:g}", "longitude": f"{longitude:g}"}
    return _("${latitude}, ${longitude} is not in Belgium.", mapping=where)


def _distance(
    point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]
) -> float:
    """Return the kilometres from a point to a short side, on a plane that touches the point."""
    narrow = cos(radians(point[0]))
    (y1, x1), (y2, x2) = (
        ((corner[0] - point[0]) * KM_PER_DEGREE, (corner[1] - point[1]) * KM_PER_DEGREE * narrow)
        for corner in (start, end)
    )
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = max(0.0, min(1.0, -(x1 * (x2 - x1) + y1 * (y2 - y1)) / length)) if length else 0.0
    return hypot(x1 + along * (x2 - x1), y1 + along * (y2 - y1))
