"""Figures of a library that is older than the counting: what it keeps is counted afterwards.

When an offer came and was accepted is known; since when a commune uses an item is not.
"""

from communesplone.hub.catalogue import Catalogue
from communesplone.hub.catalogue import Offer
from communesplone.hub.figures.counting import BEFORE
from communesplone.hub.figures.counting import month_of


def backfill(kept: Catalogue) -> None:
    """Count what the library knows of its past and has not counted."""
    for offer in kept.offers.values():
        _of_offer(kept, offer)


def _of_offer(kept: Catalogue, offer: Offer) -> None:
    note = kept.figures.note
    for number, revision in offer.revisions.items():
        note("offered", offer.urn, number, offer.issuer, month_of(revision.received))
        if revision.was_accepted:
            note("accepted", offer.urn, number, offer.issuer, month_of(revision.decided))
    counted = {event[3] for event in kept.figures.events.keys(*_adoptions(offer.urn))}
    for commune in offer.adopters:
        if commune not in counted:
            note("adopted", offer.urn, offer.accepted, commune, BEFORE)


def _adoptions(urn: str) -> tuple[tuple[str, str, int, str], tuple[str, str, int, str]]:
    return ("adopted", urn, 0, ""), ("adopted", urn, 10**9, "")
