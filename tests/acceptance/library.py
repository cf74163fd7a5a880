"""The shared library in tests: its jobs are done, and what a test put there is taken out."""

from .playground import inside
from communesplone.core import jobs
from communesplone.core.interfaces import IJob
from communesplone.hub.catalogue import catalogue
from communesplone.sharing.store import store
from Products.CMFPlone.Portal import PloneSite
from zope.component import getUtility


SHARING = ("communesplone.sharing.", "communesplone.hub.")


def work(host: str, beginnings: str | tuple[str, ...] = SHARING) -> None:
    """Do the jobs that wait in a site whose names begin so, whatever their hour."""
    with inside(host) as site:
        waiting = jobs.outbox(site).waiting
        for key, entry in list(waiting.items()):
            if entry.name.startswith(beginnings):
                getUtility(IJob, entry.name)(site, *entry.args)
                del waiting[key]


def empty_library() -> None:
    """Take out of the hub all that was offered, and all packs."""
    with inside("hub") as site:
        kept = catalogue(site)
        for one in (*kept.offers.values(), *kept.packs.values()):
            kept.index.drop(one.number)
        for tree in (kept.offers, kept.packs, kept.waiting, kept.groups, kept.uses):
            tree.clear()


def forget(site: PloneSite, role: str) -> list[str]:
    """Forget what a site shared or adopted; return the UIDs of it."""
    kept = store(site)
    found = [uid for uid, one in kept.items.items() if one.role == role]
    for uid in found:
        kept.drop(uid)
    return found
