"""Who shares: the commune's identity as envelopes carry it."""

from communesplone.core.identity import Identity
from typing import Any


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
