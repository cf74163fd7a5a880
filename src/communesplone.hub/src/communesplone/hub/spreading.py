"""A new revision, or its end, goes to every commune that uses an item: one job for each.

A job of the hub only rings at the commune's door, on this cluster or another; the commune's own
job fetches the revision. Whatever is rung twice is taken in once. No page of the hub changes by
it.
"""

from communesplone.core import jobs
from communesplone.core.changes import stay_quiet
from communesplone.core.sharing.interfaces import ICommuneInbox
from communesplone.hub.catalogue import Catalogue
from communesplone.hub.catalogue import catalogue
from communesplone.hub.catalogue import Offer
from communesplone.hub.succeeding import heir
from communesplone.hub.ways import way_to
from Products.CMFPlone.Portal import PloneSite


SPREAD, GONE = "communesplone.hub.spread", "communesplone.hub.tell_gone"
HAND_ON, HAND_BACK = "communesplone.hub.hand_on", "communesplone.hub.hand_back"


def spread(site: PloneSite, offer: Offer) -> None:
    """Have every commune that uses an item told of its accepted revision."""
    for commune in offer.adopters:
        jobs.add(SPREAD, offer.urn, offer.accepted, commune, site=site)


def spread_end(site: PloneSite, offer: Offer) -> None:
    """Have every commune that uses an item told that it left the library."""
    for commune in offer.adopters:
        jobs.add(GONE, offer.urn, commune, site=site)


def tell_revised(site: PloneSite, urn: str, number: int, commune: str) -> None:
    """Job: tell a commune of a revision, unless a newer one has come since."""
    stay_quiet()
    found = _at(site, urn, commune)
    if found is not None and not found[0].withdrawn and found[0].accepted == number:
        found[1].revised(urn, number)


def tell_gone(site: PloneSite, urn: str, commune: str) -> None:
    """Job: tell a commune that an item left the library, unless a reviewer put it back."""
    stay_quiet()
    found = _at(site, urn, commune)
    if found is not None and found[0].withdrawn:
        found[1].withdrawn(urn)


def proposal_key(urn: str, issuer: str) -> str:
    """Return the key of a proposal on its way to an author."""
    return f"{urn} {issuer}"


def hand_on(site: PloneSite, urn: str, issuer: str) -> None:
    """Job: hand what a commune proposes to the author, then keep nothing of it."""
    stay_quiet()
    kept = catalogue(site)
    waiting = kept.proposals.pop(proposal_key(urn, issuer), None) if kept is not None else None
    found = _at(site, urn, heir(kept, kept.offers[urn].issuer)) if waiting is not None else None
    if found is not None:
        found[1].proposed(waiting.envelope, waiting.read_files())


def hand_back(
    site: PloneSite, urn: str, commune: str, taken: bool, word: str, moment: str
) -> None:
    """Job: tell a commune what the author made of its proposal."""
    stay_quiet()
    found = _at(site, urn, commune)
    if found is not None:
        found[1].answered(urn, taken, word, moment)


def _at(site: PloneSite, urn: str, commune: str) -> tuple[Offer, ICommuneInbox] | None:
    """Return an offer and the inbox of a commune; None when one of them is gone."""
    kept: Catalogue | None = catalogue(site)
    offer = kept.used_thing(urn) if kept is not None else None
    inbox = way_to(site, commune) if offer is not None else None
    return None if inbox is None else (offer, inbox)
