"""What happens to items: ours are noted for the feed, what people do to others' is respected."""

from Acquisition import aq_base
from communesplone.core import jobs
from communesplone.core.sharing.interfaces import ISyndicated
from communesplone.core.sharing.registration import shareable
from communesplone.core.sharing.syndicated import unmark
from communesplone.sharing.syndicating.giving import NOTE
from communesplone.sharing.syndicating.items import AT_WORK
from communesplone.sharing.syndicating.items import let_go
from communesplone.sharing.syndicating.store import feed_of
from communesplone.sharing.syndicating.store import Received
from communesplone.sharing.syndicating.store import taken_of
from OFS.interfaces import IObjectClonedEvent
from plone.dexterity.content import DexterityContent
from plone.dexterity.interfaces import IDexterityContent
from zope.component import adapter
from zope.component.hooks import getSite
from zope.interface.interfaces import IObjectEvent
from zope.lifecycleevent.interfaces import IObjectAddedEvent
from zope.lifecycleevent.interfaces import IObjectRemovedEvent


def note_change(item: DexterityContent, event: IObjectEvent) -> None:
    """Have a job look at an item that others may show, once what happened to it is committed."""
    declared, site = shareable(getattr(item, "portal_type", "")), getSite()
    if declared is None or declared.syndicated is None or site is None:
        return
    feed = feed_of(site)
    if feed is not None and (declared.kind in feed.kinds or item.UID() in feed.keys):
        jobs.add_once(NOTE, item.UID(), site=site)


@adapter(ISyndicated, IObjectClonedEvent)
def own_copy(copy: DexterityContent, event: IObjectClonedEvent) -> None:
    """Make a copy a page of this site: the source knows nothing of it."""
    unmark(copy)


@adapter(ISyndicated, IObjectRemovedEvent)
def respect_removal(item: DexterityContent, event: IObjectRemovedEvent) -> None:
    """Bring nothing back that a person has taken away here."""
    found = _received(item)
    if found is not None and not hasattr(aq_base(item), AT_WORK) and found.state == "here":
        found.state = "refused"


@adapter(ISyndicated, IObjectAddedEvent)
def respect_return(item: DexterityContent, event: IObjectAddedEvent) -> None:
    """Follow again what came back from the trash; without its source it is the site's own."""
    found = _received(item)
    if found is not None and found.state == "refused":
        found.state = "here"
    elif found is not None and found.state == "gone":
        found.state = "own"
        let_go(item, found.envelope)


def _received(item: IDexterityContent) -> Received | None:
    site = getSite()
    taken = taken_of(site) if site is not None else None
    key = taken.keys.get(item.UID()) if taken is not None else None
    return taken.received.get(key) if key else None
