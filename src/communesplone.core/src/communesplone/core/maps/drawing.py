"""The drawn placeholder of a map: where its points lie to one another, in our own lines."""

from collections.abc import Iterable
from communesplone.core.maps.geojson import geometry
from communesplone.core.maps.geojson import Point
from communesplone.core.maps.geojson import positions
from dataclasses import dataclass
from itertools import pairwise
from math import cos
from math import radians


WIDTH, HEIGHT = 320, 140
#: Room for a pin above, and for half of one at the sides.
LEFT, TOP, RIGHT, BOTTOM = 30, 46, 290, 126
#: Degrees that a drawing of one point spans: some two kilometres.
SMALLEST = 0.02
MOST = 60


@dataclass(frozen=True)
class Drawing:
    """What the SVG of 320 × 140 shows: tips of pins, and paths of lines."""

    pins: tuple[tuple[int, int], ...]
    lines: tuple[str, ...]


def drawing(points: Iterable[Point]) -> Drawing:
    """Return where the points of a map stand in its placeholder, the first sixty of them."""
    shapes = [shape for shape in map(geometry, points) if shape is not None][:MOST]
    found = [(shape["type"], positions(shape["coordinates"])) for shape in shapes]
    everywhere = [position for _type, line in found for position in line]
    if not everywhere:
        return Drawing((), ())
    west, east = (pick(lon for lon, _lat in everywhere) for pick in (min, max))
    south, north = (pick(lat for _lon, lat in everywhere) for pick in (min, max))
    narrow = cos(radians((south + north) / 2))
    spans = (east - west) * narrow / (RIGHT - LEFT), (north - south) / (BOTTOM - TOP)
    scale = max(*spans, SMALLEST / (RIGHT - LEFT))

    def place(position: list[float]) -> tuple[int, int]:
        across = (position[0] - (west + east) / 2) * narrow / scale
        down = ((south + north) / 2 - position[1]) / scale
        return round((LEFT + RIGHT) / 2 + across), round((TOP + BOTTOM) / 2 + down)

    drawn = [(kind, list(map(place, line))) for kind, line in found]
    pins = [spot for kind, line in drawn if kind == "Point" for spot in line]
    lines = [_path(line) for kind, line in drawn if kind != "Point"]
    return Drawing(tuple(dict.fromkeys(pins)), tuple(filter(None, lines)))


def _path(spots: list[tuple[int, int]]) -> str:
    """Return the path of a line; spots that fall together count once."""
    kept = [spots[0], *(after for before, after in pairwise(spots) if after != before)]
    return "M" + "L".join(f"{across} {down}" for across, down in kept) if kept else ""
