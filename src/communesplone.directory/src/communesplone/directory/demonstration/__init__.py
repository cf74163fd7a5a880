"""The directory of a fictitious commune, as the tables that webmasters bring in."""

from collections.abc import Mapping
from communesplone.directory.tables import importing
from communesplone.directory.tables import reading
from importlib.resources import files
from Products.CMFPlone.Portal import PloneSite
from typing import Any
import re


WORD = re.compile(r"\{(\w+)\}")
#: Table, type, and key of the folder that it is brought into; in this order.
TABLES = (
    ("services", "Service", "services"),
    ("team", "Person", "services"),
    ("places", "Place", "places"),
    ("associations", "Association", "associations"),
    ("shops", "Shop", "shops"),
    ("people", "Person", "people"),
    ("mandates", "Mandate", "people"),
)
#: Rough middles of the regions of the postal codes, for the points of the map.
MIDDLES = {
    "1": (50.67, 4.61),
    "4": (50.63, 5.57),
    "47": (50.28, 6.13),
    "48": (50.59, 5.86),
    "49": (50.43, 6.03),
    "5": (50.46, 4.86),
    "6": (50.41, 4.44),
    "66": (50.00, 5.72),
    "67": (49.68, 5.81),
    "68": (49.84, 5.43),
    "69": (50.35, 5.46),
    "7": (50.45, 3.95),
}
#: Steps of a thousandth of a degree around the middle, one for each point.
STEPS = ((0, 0), (2, 3), (-3, 1), (4, -4), (-2, -5), (6, 2), (-5, 5), (1, 7), (7, -1), (-6, -2))
STEPS = (*STEPS, (3, -8), (-8, 4))


def populate(
    site: PloneSite, language: str, made: Mapping[str, Any], words: Mapping[str, str]
) -> dict[str, Any]:
    """Publish the demonstration's directory of a language.

    See communesplone.core.interfaces.IDemonstration.
    """
    known = {**words, **_points(words.get("postal_code", ""))}
    given: dict[str, Any] = {}
    for name, portal_type, key in TABLES:
        folder = made.get(key)
        if folder is not None and (text := table(language, name, known)):
            found = bring_in(folder, portal_type, text, language)
            keys = (f"directory-{name}-{at}" for at in range(len(found)))
            given |= dict(zip(keys, found.values(), strict=True))
    return given


def table(language: str, name: str, words: Mapping[str, str]) -> str:
    """Return a table with the words of the commune; empty when we have none in a language."""
    path = files(__package__).joinpath(language, f"{name}.csv")
    if not path.is_file():
        return ""
    text = path.read_text(encoding="utf-8")
    return WORD.sub(lambda found: words.get(found[1], found[0]), text)


def bring_in(folder: Any, portal_type: str, text: str, language: str) -> dict[str, Any]:
    """Bring a table in and publish what it adds; return the entries by path.

    :raises ValueError: when a row of the table is wrong.
    """
    rows = importing.plan(folder, portal_type, reading.lines(text, portal_type), language)
    return importing.apply(folder, portal_type, rows, publish=True)


def _points(postal_code: str) -> dict[str, str]:
    """Return latitude1, longitude1 and so on, around the middle of a region."""
    prefixes = (postal_code[:length] for length in (2, 1))
    north, east = next((MIDDLES[one] for one in prefixes if one in MIDDLES), MIDDLES["5"])
    found = {}
    for at, (up, across) in enumerate(STEPS, 1):
        found[f"latitude{at}"] = f"{north + up / 1000:.4f}"
        found[f"longitude{at}"] = f"{east + across / 1000:.4f}"
    return found
