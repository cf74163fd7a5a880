"""What becomes of the record of an item that is gone for good: dropped, and the library is told.

What lies in the trash keeps its record: it may come back.
"""

from communesplone.core import jobs
from communesplone.core.changes import stay_quiet
from communesplone.core.thrown import Erased
from communesplone.core.thrown import is_in_trash
from communesplone.sharing.catching_up.refreshing import soon
from communesplone.sharing.identities import let_go
from communesplone.sharing.offering import outgoing_key
from communesplone.sharing.offering import WITHDRAW
from communesplone.sharing.store import store
from communesplone.sharing.syndicating.finding import item_of
from plone.base.interfaces import IPloneSiteRoot
from plone.dexterity.content import DexterityContent
from plone.dexterity.interfaces import IDexterityContent
from Products.CMFPlone.Portal import PloneSite
from zope.component import adapter
from zope.component.hooks import getSite
from zope.lifecycleevent.interfaces import IObjectRemovedEvent


FORGET = "communesplone.sharing.forget"


@adapter(IDexterityContent, IObjectRemovedEvent)
def note_removal(item: DexterityContent, event: IObjectRemovedEvent) -> None:
    """Have a job look whether an item is gone for good; a site goes as a whole."""
    site = getSite()
    if site is not None and not IPloneSiteRoot.providedBy(event.object):
        _look_later(site, item.UID())


@adapter(Erased)
def note_erasing(event: Erased) -> None:
    """Have a job look at what can be had back no more."""
    for uid in event.uids:
        _look_later(event.site, uid)


def _look_later(site: PloneSite, uid: str) -> None:
    kept = store(site)
    if kept is not None and uid in kept.items:
        jobs.add(FORGET, uid, site=site)


def forget(site: PloneSite, uid: str) -> None:
    """Job: drop the record of an item that is gone for good.

    What was adopted can be adopted again, and is counted no more; what was offered is withdrawn.
    """
    kept = store(site)
    shared = kept.items.get(uid) if kept is not None else None
    if shared is None or item_of(site, uid) is not None or is_in_trash(site, uid):
        return
    # Nothing of it is on a page of citizens
    stay_quiet()
    let_go(uid, shared, kept)
    if shared.role == "original":
        kept.outgoing.pop(outgoing_key(shared.urn, shared.revision), None)
        if shared.state not in ("", "withdrawn"):
            jobs.add(WITHDRAW, shared.urn, site=site)
    soon(site)
