"""A drawn map of Wallonia: the borders of its provinces, and where a position stands in it.

The data are made by tools/reference_places.py; data/ATTRIBUTION.md says where they come from.
"""

from functools import cache
from math import cos
from math import radians
from pathlib import Path
import json


BORDERS = Path(__file__).parents[1] / "data" / "provinces.json"
#: Degrees of the edges, and how large the drawing is.
WEST, EAST, NORTH, SOUTH = 2.80, 6.45, 50.83, 49.46
WIDTH, HEIGHT = 900, 528
#: Narrowing of a degree of longitude in the middle of the drawing.
NARROW = cos(radians((NORTH + SOUTH) / 2))
SCALE = min(WIDTH / ((EAST - WEST) * NARROW), HEIGHT / (NORTH - SOUTH))


def place(latitude: float, longitude: float) -> tuple[int, int]:
    """Return where a position (degrees, WGS 84) stands in the drawing."""
    across = (longitude - WEST) * NARROW * SCALE
    return round(across), round((NORTH - latitude) * SCALE)


@cache
def borders() -> dict[str, str]:
    """Return the border of each area as the path of an SVG, by its name as a slug."""
    return dict(json.loads(BORDERS.read_text(encoding="utf-8")))
