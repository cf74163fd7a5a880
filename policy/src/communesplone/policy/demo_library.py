"""A hub to try: procedures of the demonstration communes, offered, accepted, adopted, marked so.

Each commune does what its people would do: it reports, offers what is published there, and adopts
as a draft. Nothing is written past the library.
"""

from Acquisition import aq_parent
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from communesplone.core.identity import identity
from communesplone.core.sharing import SharingError
from communesplone.core.sharing.issuers import issuer_id
from communesplone.core.sharing.records import Query
from communesplone.core.sharing.records import Summary
from communesplone.hub.catalogue import catalogue
from communesplone.hub.communes.people import add
from communesplone.hub.communes.people import give_voice
from communesplone.hub.packs.keeping import Contents
from communesplone.hub.packs.keeping import FEWEST
from communesplone.hub.packs.keeping import put
from communesplone.hub.reviewing import accept
from communesplone.hub.reviewing import waiting
from communesplone.policy.hub import find_hub
from communesplone.policy.sites import as_system
from communesplone.sharing.adopting import adopt
from communesplone.sharing.adopting import believed
from communesplone.sharing.adopting import fetched
from communesplone.sharing.client import library
from communesplone.sharing.delivering import deliver
from communesplone.sharing.delivering import tell_adopted
from communesplone.sharing.offering import offer
from communesplone.sharing.offering import Terms
from communesplone.sharing.reporting import report
from communesplone.sharing.store import Shared
from communesplone.sharing.store import store
from dataclasses import replace
from OFS.Application import Application
from plone import api
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component.hooks import setSite


#: How many procedures each commune offers, the first commune first; the last one offered waits for
#: whoever tries the queue.
OFFERED = (5, 3, 2)
#: How many contents of others each commune adopts.
ADOPTED = (1, 2, 1)
NOTE = "Démonstration : texte fictif, fait pour essayer la bibliothèque."
REVIEWER = "demonstration"
IN_PACK = 3
PACK = Contents("Pour commencer", f"{NOTE} Trois démarches qui vont ensemble.", "fr", ())


def fill(app: Application, site_ids: Sequence[str]) -> None:
    """Have demonstration communes share in the hub; nothing where something is shared already."""
    with as_system(app) as app:
        hub = find_hub(app)
        kept = catalogue(hub) if hub is not None else None
        sites = [app[one] for one in site_ids if identity(app[one]).demonstration]
        if kept is None or kept.offers:
            return
        titles: set[str] = set()
        for site, many in zip(sites, OFFERED, strict=False):
            _share(site, many, titles)
        setSite(hub)
        accepted = waiting(kept)[:-1]
        for urn, number, _revision in accepted:
            accept(hub, urn, number, NOTE, REVIEWER)
        for site, many in zip(sites, ADOPTED, strict=False):
            _adopt(site, many)
        setSite(hub)
        if len(accepted) >= FEWEST:
            put(hub, "", replace(PACK, urns=tuple(urn for urn, *_rest in accepted[:IN_PACK])), "")


def give_voices(app: Application, password: Callable[[str], str]) -> None:
    """Give each commune of the hub an account there that carries its voice, where it has none.

    :param password: the password of an account by its login.
    """
    with as_system(app) as app:
        hub = find_hub(app)
        setSite(hub)
        for issuer, commune in catalogue(hub).communes.items():
            login = commune.site
            if api.user.get(username=login) is None:
                name = {"fullname": commune.name}
                mail = f"{login}@{login}.example"
                api.user.create(mail, login, password(login), properties=name)
                add(hub, issuer, login)
                give_voice(hub, issuer, login)


def _share(site: PloneSite, many: int, titles: set[str]) -> None:
    """Have a commune report, and offer procedures that no other has offered."""
    setSite(site)
    report(site)
    for shared in _offered(site, many, titles):
        # At once, to have something to accept; the job that waits finds it done
        deliver(site, shared.urn, shared.revision)


def _offered(site: PloneSite, many: int, titles: set[str]) -> Iterator[Shared]:
    """Offer the first procedures that may leave the commune, and yield them."""
    offered = 0
    for brain in _procedures(site):
        if offered == many or brain.Title in titles:
            continue
        try:
            yield offer(brain.getObject(), store(site), Terms("CC-BY-4.0", NOTE))
        except SharingError:
            continue
        titles.add(brain.Title)
        offered += 1


def _adopt(site: PloneSite, many: int) -> None:
    """Have a commune adopt contents of others in its language, as drafts beside its own."""
    setSite(site)
    who, found = identity(site), library(site)
    beside = next(iter(_procedures(site, Language=who.language)), None)
    if beside is None:
        return
    folder = aq_parent(beside.getObject())
    rows = found.search(Query(languages=(who.language,), order="date")).rows
    for row in [one for one in rows if one.issuer != issuer_id(who)][:many]:
        _take(folder, row)
        tell_adopted(site, row.urn, row.revision)


def _take(folder: Any, row: Summary) -> None:
    """Adopt one content, with what it refers to taken out."""
    site = api.portal.get()
    found = library(site)
    envelope = believed(found, row.urn)
    files = fetched(found, envelope)
    gone = [one["key"] for one in envelope["references"] if one.get("file", "") not in files]
    adopt(folder, envelope, files, {}, dict.fromkeys(gone, ""), store(site))


def _procedures(site: PloneSite, **query: str) -> list[Any]:
    return api.content.find(
        portal_type="Procedure", review_state="published", sort_on="path", **query
    )
