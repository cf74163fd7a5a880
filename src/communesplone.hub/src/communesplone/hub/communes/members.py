"""The communes of the hub as plain data: what they said of themselves, gave and adopted."""

from collections.abc import Iterable
from communesplone.core.reference import all_communes
from communesplone.core.reference import slug
from communesplone.core.sharing.records import Report
from communesplone.hub.catalogue import Catalogue
from communesplone.hub.catalogue import Commune
from communesplone.hub.sizes import size_of
from dataclasses import dataclass
from dataclasses import field
from functools import cache
from math import cos
from math import hypot
from math import radians
from typing import Literal


Order = Literal["name", "near"]
#: Kilometres of a degree of latitude.
DEGREE = 111.2
Position = tuple[float, float]


@dataclass(frozen=True)
class Member:
    """A commune that takes part; `former` is when it was dissolved (ISO), empty while it is there.

    `gave` counts its contents in the library, `adopted` those of others that it uses.
    """

    issuer: str
    name: str
    province: str
    languages: tuple[str, ...]
    population: int | None
    population_year: int | None
    population_source: str
    url: str
    tools: dict[str, str] = field(hash=False)
    demonstration: bool
    former: str
    gave: int
    adopted: int

    @property
    def position(self) -> Position | None:
        """Latitude and longitude of its main place; None for what is no Walloon commune."""
        return _positions().get(self.issuer)

    @property
    def size(self) -> str:
        """One of `sizes.SIZES`, empty while nobody said how many live there."""
        return size_of(self.population)


@dataclass(frozen=True)
class Wanted:
    """Which communes are looked for. Empty fields ask nothing."""

    province: str = ""
    size: str = ""
    language: str = ""
    tool: str = ""


def member(kept: Catalogue, issuer: str) -> Member | None:
    """Return one commune; None for one that the hub does not know."""
    known = kept.communes.get(issuer)
    return None if known is None else _made(kept, known, kept.reports.get(issuer))


def members(kept: Catalogue) -> list[Member]:
    """Return all communes by name, those that are gone last."""
    found = [_made(kept, one, kept.reports.get(issuer)) for issuer, one in kept.communes.items()]
    return sorted(found, key=lambda one: (one.former != "", slug(one.name)))


def wanted(found: Iterable[Member], asked: Wanted) -> list[Member]:
    """Return the communes that somebody looks for; the tool alone takes nobody out."""
    return [
        one
        for one in found
        if asked.province in ("", one.province)
        and asked.size in ("", one.size)
        and (not asked.language or asked.language in one.languages)
    ]


def nearest(found: Iterable[Member], here: Position) -> list[Member]:
    """Return communes by their distance from a position; those without one last."""
    return sorted(found, key=lambda one: _distance(one.position, here))


def _distance(one: Position | None, other: Position) -> float:
    if one is None:
        return float("inf")
    narrow = cos(radians(other[0]))
    return hypot((one[0] - other[0]) * DEGREE, (one[1] - other[1]) * DEGREE * narrow)


def _made(kept: Catalogue, known: Commune, said: Report | None) -> Member:
    issuer = known.ring.issuer
    told = said or Report(issuer, known.name, known.site, known.province, ())
    return Member(
        issuer=issuer,
        name=told.name,
        province=told.province,
        languages=told.languages,
        population=told.population,
        population_year=told.population_year,
        population_source=told.population_source,
        url=told.url,
        tools=told.tools,
        demonstration=told.demonstration,
        former=kept.former.get(issuer, ""),
        gave=kept.index.many_with("issuer", issuer),
        adopted=len(kept.uses.get(issuer, ())),
    )


@cache
def _positions() -> dict[str, Position]:
    return {f"nis:{one.nis}": one.position for one in all_communes()}
