"""Who runs a tool: counted from what communes last said of themselves."""

from collections import Counter
from collections.abc import Iterable
from communesplone.core.sharing.records import Report


#: How much larger or smaller a commune may be and still be comparable.
TIMES = 2
#: Characters of a version that are compared.
LONGEST = 40


def users(members: Iterable[Report], tool: str) -> tuple[Report, ...]:
    """Return the communes that run a tool, in the order given."""
    return tuple(one for one in members if tool in one.tools)


def by_version(found: Iterable[Report], tool: str) -> dict[str, int]:
    """Return how many of these communes run each version, the latest version first."""
    counted = Counter(one.tools[tool] for one in found)
    return dict(sorted(counted.items(), key=lambda one: numbers(one[0]), reverse=True))


def comparable(found: Iterable[Report], mine: Report | None) -> tuple[Report, ...]:
    """Return those of about the size of a commune, the nearest first; it is not one of them."""
    size = mine.population if mine is not None else None
    if not size:
        return ()
    near = [
        one
        for one in found
        if one.population
        and one.issuer != mine.issuer
        and size / TIMES <= one.population <= size * TIMES
    ]
    return tuple(sorted(near, key=lambda one: (abs(one.population - size), one.name)))


def numbers(version: str) -> tuple[int, ...]:
    """Return a version as numbers that can be compared: "0.10.2" comes after "0.9"."""
    parts = version[:LONGEST].split(".")
    # Of isdigit() alone a superscript is one too, which is no number
    return tuple(int(part) if part.isascii() and part.isdigit() else 0 for part in parts)
