"""Whom a content is meant for: sizes of communes and provinces, as envelopes and searches say it.

An audience is {"sizes": "small", "provinces": ["Namur"]}; a name that is missing means everyone.
"""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.sharing.interfaces import SharingError
from typing import Any


SIZES = {
    "small": _("Communes of fewer than 10 000 people"),
    "middle": _("Communes of 10 000 to 50 000 people"),
    "large": _("Communes of more than 50 000 people"),
}
#: Up to so many people, the first that fits.
SMALL, MIDDLE = 10_000, 50_000
#: In the facet of provinces: meant for those of all.
ALL = "*"


def size_of(population: int | None) -> str:
    """Return the size of a commune, empty while nobody has entered its population."""
    if not population:
        return ""
    if population < SMALL:
        return "small"
    return "middle" if population <= MIDDLE else "large"


def audience_of(size: str, provinces: tuple[str, ...]) -> dict[str, Any]:
    """Return the audience that a form says.

    :raises SharingError: there is no such size.
    """
    if size and size not in SIZES:
        raise SharingError(_("Choose whom it is for."))
    made: dict[str, Any] = {"sizes": size} if size else {}
    return {**made, "provinces": list(provinces)} if provinces else made


def audience_facets(audience: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Return the facets under which an audience is found: all sizes where none is said."""
    size = audience.get("sizes")
    provinces = [one for one in audience.get("provinces") or () if isinstance(one, str)]
    sizes = [size] if size in SIZES else list(SIZES)
    return {("size", one) for one in sizes} | {("meant", one) for one in provinces or [ALL]}
