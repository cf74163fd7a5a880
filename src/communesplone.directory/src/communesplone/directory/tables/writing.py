"""Tables and maps out: CSV and GeoJSON of entries, of what the catalog keeps of them."""

from collections.abc import Iterable
from communesplone.core.tables import text_table
from communesplone.directory.tables.columns import COLUMNS
from communesplone.directory.tables.columns import write
from communesplone.directory.tables.reading import headings
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
import json


#: Columns that only those who bring tables in get: the catalog has them not.
KEPT = ("text", "main_desk", "declaration")


def values_of_brain(brain: AbstractCatalogBrain, root: str) -> dict[str, Any]:
    """Return the public fields of an entry by name, without waking it."""
    found: dict[str, Any] = {"id": brain.getPath().removeprefix(f"{root}/")}
    found |= {"title": brain.Title, "description": brain.Description}
    for column in ("directory_facts", "contact_data", "address_data", "mandate_facts"):
        found |= _json(getattr(brain, column, None))
    found["opening_hours"] = _json(getattr(brain, "opening_hours_data", None)) or None
    found["themes"] = getattr(brain, "topic_themes", None) or ()
    return found


def _json(data: Any) -> dict[str, Any]:
    return json.loads(data) if isinstance(data, str) and data else {}


def values_of_item(item: Any, columns: Iterable[str], root: str) -> dict[str, Any]:
    """Return all the fields of an entry, for those who may bring them in again."""
    names = {*columns, "opening_hours"} - {"id"}
    found = {name: getattr(item, name, None) for name in names}
    return {**found, "id": "/".join(item.getPhysicalPath()).removeprefix(f"{root}/")}


def public_columns(portal_type: str) -> tuple[str, ...]:
    """Return the columns that everybody gets."""
    return tuple(name for name in COLUMNS[portal_type] if name not in KEPT)


def table(
    portal_type: str, columns: tuple[str, ...], rows: Iterable[dict[str, Any]], language: str
) -> bytes:
    """Return entries as CSV."""
    return text_table(
        headings(portal_type, columns, language), (write(row, columns, language) for row in rows)
    )


def geojson(rows: Iterable[dict[str, Any]]) -> bytes:
    """Return a FeatureCollection (RFC 7946) of the rows that have a position.

    :param rows: `title`, `url`, `kind`, `description`, address, `phone`, `website`.
    """
    features = []
    for row in rows:
        if row.get("latitude") is None or row.get("longitude") is None:
            continue
        properties = {
            name: value
            for name, value in row.items()
            if value and name not in ("latitude", "longitude")
        }
        features.append(
            {
                "type": "Feature",
                "id": row["url"],
                "geometry": {
                    "type": "Point",
                    "coordinates": [row["longitude"], row["latitude"]],
                },
                "properties": properties,
            }
        )
    found = {"type": "FeatureCollection", "features": features}
    return json.dumps(found, ensure_ascii=False).encode()
