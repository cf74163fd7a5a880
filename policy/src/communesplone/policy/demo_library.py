"""A library to try: procedures of a demonstration commune, offered, accepted and marked so."""

from collections.abc import Iterator
from communesplone.core.identity import identity
from communesplone.core.sharing import SharingError
from communesplone.hub.catalogue import catalogue
from communesplone.hub.reviewing import accept
from communesplone.hub.reviewing import waiting
from communesplone.policy.hub import find_hub
from communesplone.policy.sites import as_system
from communesplone.sharing.delivering import deliver
from communesplone.sharing.offering import offer
from communesplone.sharing.offering import Terms
from communesplone.sharing.store import Shared
from communesplone.sharing.store import store
from OFS.Application import Application
from plone import api
from Products.CMFPlone.Portal import PloneSite
from zope.component.hooks import setSite


#: How many are accepted at once, and how many wait for whoever tries the queue.
ACCEPTED, WAITING = 4, 1
NOTE = "Démonstration : texte fictif, fait pour essayer la bibliothèque."
REVIEWER = "demonstration"


def fill(app: Application, site_id: str) -> None:
    """Give the hub a few contents of a demonstration commune; nothing where some are there."""
    with as_system(app) as app:
        hub = find_hub(app)
        kept = catalogue(hub) if hub is not None else None
        if kept is None or kept.offers or not identity(app[site_id]).demonstration:
            return
        site = app[site_id]
        setSite(site)
        for shared in _offered(site):
            # At once, to have something to accept; the job that waits finds it done
            deliver(site, shared.urn, shared.revision)
        setSite(hub)
        for urn, number, _revision in waiting(kept)[:ACCEPTED]:
            accept(hub, urn, number, NOTE, REVIEWER)


def _offered(site: PloneSite) -> Iterator[Shared]:
    """Offer the first procedures that may leave the commune, and yield them."""
    query = {"portal_type": "Procedure", "review_state": "published", "sort_on": "path"}
    offered = 0
    for brain in api.content.find(**query):
        try:
            yield offer(brain.getObject(), store(site), Terms("CC-BY-4.0", NOTE))
        except SharingError:
            continue
        offered += 1
        if offered == ACCEPTED + WAITING:
            return
