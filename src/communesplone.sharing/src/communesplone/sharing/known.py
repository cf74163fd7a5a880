"""What of the local fields the commune's identity says already."""

from communesplone.core.identity import identity
from Products.CMFPlone.Portal import PloneSite
from typing import Any


def known_values(site: PloneSite) -> dict[str, Any]:
    """Return values by name of the field, None for what nobody has entered."""
    who = identity(site)
    codes = who.postal_codes
    return {"postal_code": codes[0] if codes else None, "locality": who.name or None}
