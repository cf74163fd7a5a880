"""What the library tells of one content or pack: who uses it, its revisions, its translations."""

from collections.abc import Iterable
from communesplone.core.sharing.records import Pack
from communesplone.core.sharing.records import Standing
from communesplone.hub.catalogue import Catalogue
from communesplone.hub.catalogue import Offer
from communesplone.hub.origins import behind
from communesplone.hub.packs.keeping import rows_of


def standing_of(kept: Catalogue, urn: str) -> Standing | None:
    """Return what is known of a content; None for one that is not in the library."""
    offer = kept.offers.get(urn)
    row = kept.index.rows.get(offer.number) if offer is not None else None
    if row is None:
        return None
    accepted = [
        (number, one.decided, str(one.envelope["change"]))
        for number, one in offer.revisions.items()
        if one.state == "accepted"
    ]
    return Standing(
        row,
        offer.withdrawn,
        _names(kept, offer.adopters),
        tuple(reversed(accepted)),
        _translations(kept, offer),
    )


def pack_of(kept: Catalogue, urn: str) -> Pack | None:
    """Return what is known of a pack; None for one that is not in the library."""
    found = kept.packs.get(urn)
    if found is None or found.withdrawn:
        return None
    return Pack(
        kept.index.rows[found.number],
        dict(found.contents.audience),
        tuple(rows_of(kept, found)),
        _names(kept, found.adopters),
        tuple(reversed(found.revisions)),
    )


def _names(kept: Catalogue, adopters: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((one, _name(kept, one)) for one in adopters)


def _name(kept: Catalogue, issuer: str) -> str:
    known = kept.communes.get(issuer)
    return known.name if known is not None else issuer


def _translations(kept: Catalogue, offer: Offer) -> tuple[tuple[str, str, int, int], ...]:
    group = offer.revisions[offer.accepted].envelope["group"]
    others = [kept.offers[urn] for urn in kept.groups.get(group, ())]
    rows = [(one, kept.index.rows.get(one.number)) for one in others if one is not offer]
    return tuple(
        (row.urn, row.language, row.revision, behind(kept, one))
        for one, row in rows
        if row is not None
    )
