"""Communes that share, for tests with a real database: called in it, by `Instance.call`.

The process that calls imports this file alone.
"""

from communesplone.core import jobs
from communesplone.core.hosts import set_hosts
from communesplone.core.reference import find
from communesplone.core.sharing import ILibrary
from communesplone.hub.catalogue import catalogue
from communesplone.hub.reviewing import accept
from communesplone.policy.sites import create_commune
from communesplone.policy.sites import create_hub
from communesplone.sharing.adopting import adopt
from communesplone.sharing.adopting import believed
from communesplone.sharing.offering import offer
from communesplone.sharing.offering import Terms
from communesplone.sharing.store import store
from datetime import datetime
from datetime import UTC
from plone import api
from plone.app.textfield.value import RichTextValue
from typing import Any
from zope.component import getUtility
from zope.component.hooks import setSite
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
from zope.pagetemplate.interfaces import IPageTemplateEngine
import transaction


HUB = "hub"
SHARED = ("communesplone.sharing.", "communesplone.hub.")
TERMS = Terms("CC-BY-4.0")
TEXT = "<p>Une poubelle coûte {price} euros.</p><p>Elle est livrée sous quinze jours.</p>"


def engine_of_templates(_app: Any) -> str:
    """Return what compiles page templates in a process that serves pages."""
    return getUtility(IPageTemplateEngine).__name__


def make_communes(app: Any, names: list[str]) -> None:
    """Make the hub and communes, each with a folder `pages`."""
    create_hub(app)
    for name in names:
        create_commune(app, find(name), site_id=name)
        setSite(app[name])
        folder = api.content.create(app[name], "Folder", "pages", title="Pages")
        api.content.transition(folder, "publish")
        transaction.commit()
    for name in (HUB, *names):
        set_hosts(app, name, [f"{name}.localhost"])


def write_pages(app: Any, author: str, kind: str, count: int) -> list[str]:
    """Publish pages of a kind of their own; return their ids."""
    setSite(app[author])
    made = []
    for number in range(count):
        name = f"{kind}-{number}"
        page = api.content.create(app[author]["pages"], "Document", name, title=name)
        page.text = RichTextValue(TEXT.format(price=5), "text/html", "text/x-html-safe")
        api.content.transition(page, "publish")
        made.append(name)
    return made


def offer_pages(app: Any, author: str, names: list[str]) -> None:
    """Offer pages in one transaction."""
    setSite(app[author])
    for name in names:
        offer(app[author]["pages"][name], store(app[author]), TERMS)


def revise_pages(app: Any, author: str, names: list[str]) -> None:
    """Change the price in pages, and offer them again."""
    setSite(app[author])
    for name in names:
        page = app[author]["pages"][name]
        page.text = RichTextValue(TEXT.format(price=6), "text/html", "text/x-html-safe")
        notify(ObjectModifiedEvent(page))
        offer(page, store(app[author]), TERMS)


def accept_pages(app: Any, titles: list[str]) -> int:
    """Accept what waits at the hub under these titles; return how much it was."""
    setSite(app[HUB])
    kept = catalogue(app[HUB])
    waiting = [
        (urn, number)
        for urn, number in kept.waiting.values()
        if kept.offers[urn].revisions[number].envelope["fields"]["title"] in titles
    ]
    for urn, number in waiting:
        accept(app[HUB], urn, number, "", "relectrice")
    return len(waiting)


def adopt_pages(app: Any, name: str, titles: list[str]) -> None:
    """Adopt pages of the library in one transaction."""
    setSite(app[name])
    found, kept = ILibrary(app[HUB]), store(app[name])
    known = library(app)
    for title in titles:
        adopt(app[name]["pages"], believed(found, known[title]["urn"]), {}, {}, {}, kept)


def take_by_themselves(app: Any, name: str) -> None:
    """Have a commune take revisions of what it adopted by themselves."""
    for shared in store(app[name]).items.values():
        shared.automatic = shared.role == "adopted"


def library(app: Any) -> dict[str, dict[str, Any]]:
    """Return what the hub has, by title: urn, revisions, adopters, and how many there are so."""
    found: dict[str, dict[str, Any]] = {}
    for offered in catalogue(app[HUB]).offers.values():
        title = offered.revisions[offered.latest].envelope["fields"]["title"]
        one = found.setdefault(title, {"count": 0})
        one["count"] += 1
        one["urn"] = offered.urn
        one["revisions"] = list(offered.revisions)
        one["accepted"] = offered.accepted
        one["adopters"] = len(offered.adopters)
    return found


def offers(app: Any, author: str) -> dict[str, str]:
    """Return what became of the offers of a commune, by title of page."""
    setSite(app[author])
    kept = store(app[author])
    return {
        brain.Title: kept.items[brain.UID].state
        for brain in api.content.find(portal_type="Document")
        if brain.UID in kept.items
    }


def adopted(app: Any, name: str) -> dict[str, dict[str, Any]]:
    """Return what a commune adopted, by title: how many there are, and how far each was brought.

    `text` is what it says.
    """
    kept = store(app[name])
    found: dict[str, dict[str, Any]] = {}
    brains = app[name].portal_catalog.unrestrictedSearchResults(portal_type="Document")
    for brain in brains:
        shared, pending = kept.items.get(brain.UID), kept.pending.get(brain.UID)
        if shared is not None and shared.role == "adopted":
            one = found.setdefault(brain.Title, {"count": 0})
            one["count"] += 1
            one["revision"] = shared.revision
            one["pending"] = pending.envelope["revision"] if pending is not None else 0
            one["text"] = brain._unrestrictedGetObject().text.raw
    return found


def left(app: Any) -> list[str]:
    """Return the jobs of sharing that are due anywhere, and those given up."""
    now = datetime.now(UTC)
    found = []
    for site in app.objectValues("Plone Site"):
        due = [job for job in jobs.pending(site) if job.due <= now or job.attempts]
        found += [job.name for job in due if job.name.startswith(SHARED)]
        found += [f"failed {job.name}: {job.error}" for job in jobs.failed(site)]
    return found
