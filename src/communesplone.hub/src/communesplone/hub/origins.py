"""What a content was made from: a translation of another, a text that was changed further.

The origin of an envelope is {urn, revision, issuer, name, licence, translates, origin}, the last
the origin of the origin; see `communesplone.core.sharing.origins`.
"""

from collections.abc import Mapping
from communesplone.core.sharing.origins import chain
from communesplone.core.sharing.origins import check_licence as check_licences
from communesplone.hub.catalogue import Catalogue
from communesplone.hub.catalogue import Offer
from typing import Any


def check_licence(kept: Catalogue, envelope: Mapping[str, Any]) -> None:
    """Refuse what takes away from a text that the library knows the licence of its author.

    :raises SharingError: then, whatever the envelope itself says of its origin.
    """
    licences = [one.licence for one in chain(envelope["origin"])]
    known = [kept.offers.get(one.urn) for one in chain(envelope["origin"])]
    licences += [
        one.revisions[one.accepted].envelope["licence"] for one in known if one and one.accepted
    ]
    check_licences(envelope["licence"], licences)


def behind(kept: Catalogue, offer: Offer) -> int:
    """Return how many accepted revisions of what it translates an item has not followed."""
    origin = offer.revisions[offer.accepted].envelope["origin"] or {}
    followed, original = origin.get("revision"), kept.offers.get(str(origin.get("urn", "")))
    if not origin.get("translates") or original is None or not isinstance(followed, int):
        return 0
    later = original.revisions.values(followed + 1)
    return sum(1 for one in later if one.state == "accepted")
