"""Where a text comes from, text by text: whom a licence asks to name, and what it allows.

An origin is {urn, revision, issuer, name, licence, translates, origin} as an envelope carries it.
It is said by who offers; the library holds it against what it knows.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.sharing.interfaces import SharingError
from dataclasses import dataclass
from typing import Any


#: So many texts back are told: a chain is for people.
LONGEST = 8
#: The licence that asks for the name of the author, in whatever is made of the text.
NAMING = "CC-BY-4.0"


@dataclass(frozen=True)
class Origin:
    """One text that another was made from."""

    urn: str
    revision: int
    issuer: str
    name: str
    licence: str
    translates: bool


def chain(origin: Mapping[str, Any] | None) -> list[Origin]:
    """Return the origins of a text, the nearest first, each text once."""
    found: dict[str, Origin] = {}
    while isinstance(origin, Mapping) and len(found) < LONGEST:
        one = _read(origin)
        if one.urn in found:
            break
        found[one.urn] = one
        origin = origin.get("origin")
    return list(found.values())


def _read(told: Mapping[str, Any]) -> Origin:
    revision = told.get("revision")
    return Origin(
        urn=str(told.get("urn", "")),
        revision=revision if isinstance(revision, int) else 0,
        issuer=str(told.get("issuer", "")),
        name=str(told.get("name", "")),
        licence=str(told.get("licence", "")),
        translates=told.get("translates") is True,
    )


def written(
    urn: str,
    revision: int,
    issuer: Mapping[str, Any],
    licence: str,
    former: Mapping[str, Any] | None,
    translates: bool = False,
) -> dict[str, Any]:
    """Return an origin as an envelope carries it.

    :param former: the origin of that text.
    """
    return {
        "urn": urn,
        "revision": revision,
        "issuer": str(issuer.get("id", "")),
        "name": str(issuer.get("name", "")),
        "licence": licence,
        "translates": translates,
        "origin": _shortened(former, LONGEST - 1),
    }


def _shortened(origin: Mapping[str, Any] | None, most: int) -> dict[str, Any] | None:
    if not isinstance(origin, Mapping) or not most:
        return None
    return {**origin, "origin": _shortened(origin.get("origin"), most - 1)}


def credited(author: str, origin: Mapping[str, Any] | None) -> list[str]:
    """Return whom a reader has to be told of: the author, then those whose licence asks for it."""
    named = [one.name for one in chain(origin) if one.licence in (NAMING, "") and one.name]
    return list(dict.fromkeys([author, *named]))


def check_licence(licence: str, former: Iterable[str]) -> None:
    """Accept a licence that those of the texts before it allow.

    :raises SharingError: one of them asks to name its author, the new one does not.
    """
    if licence != NAMING and NAMING in former:
        raise SharingError(
            _("The text that this is based on asks to name its author: choose CC BY 4.0.")
        )
