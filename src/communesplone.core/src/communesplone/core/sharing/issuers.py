"""Who shares: the commune's identity as envelopes carry it."""

from communesplone.core.identity import Identity
from typing import Any
from uuid import NAMESPACE_URL
from uuid import uuid5


def issuer_id(who: Identity) -> str:
    """Return the id of a commune among all issuers: its NIS code; the hub has its name."""
    return f"nis:{who.nis}" if who.nis else f"{who.kind}:{who.name}"


def issuer(who: Identity, key: str) -> dict[str, Any]:
    """Return the identity of a commune with its public key, as envelopes carry it."""
    return {
        "id": issuer_id(who),
        "name": who.name,
        "province": who.province,
        "language": who.language,
        "population": who.population,
        "key": key,
    }


def urn_of(issuer: str, seed: str) -> str:
    """Return the urn that a commune gives an item: it is its own, since nobody finds another seed.

    Who reads the urn of another somewhere cannot offer anything under it: the UUID (version 5,
    RFC 9562) is made of who is named and of 128 bits of chance.

    :param seed: 32 hexadecimal digits, kept beside the urn.
    """
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'urn:communes.sharing:{issuer}:{seed}')}"
