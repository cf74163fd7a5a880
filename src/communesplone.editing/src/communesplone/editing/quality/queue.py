"""Pages to look at again: noted while they change, one job for all of a transaction."""

from communesplone.core import jobs
from communesplone.core.changes import stay_quiet
from communesplone.core.publication import MomentCame
from communesplone.editing.quality.engine import refresh
from communesplone.editing.quality.files import look_at_files
from communesplone.editing.quality.places import names_of
from communesplone.editing.quality.store import Store
from communesplone.editing.quality.store import store
from plone.dexterity.content import DexterityContent
from plone.uuid.interfaces import IUUID
from Products.CMFPlone.Portal import PloneSite
from zope.component.hooks import getSite
from zope.interface.interfaces import IObjectEvent
import transaction


CHECK = "communesplone.editing.quality.check"
EVERYTHING = "communesplone.editing.quality.everything"
BATCH = 50


class _Changed(dict):
    """The UIDs that a transaction changed, by path of the site; its class is the key."""


def note_change(content: DexterityContent, event: IObjectEvent) -> None:
    """Have a page looked at once the transaction is over."""
    uid = IUUID(content, None)
    if uid:
        note(uid)


def note_removal(content: DexterityContent, event: IObjectEvent) -> None:
    """Forget a page, and have those that lead to it looked at."""
    site, uid = getSite(), IUUID(content, None)
    kept = store(site) if site is not None and uid else None
    if kept is None:
        return
    note_users(site, kept, content)
    kept.lose(uid)
    kept.accepted.pop(uid, None)
    if uid in kept.said:
        del kept.said[uid]
    kept.files.pop(uid, None)


def note_moment(event: MomentCame) -> None:
    """Have a page that begins or ends now looked at, and with it those that lead to it."""
    uid = IUUID(event.content, None)
    if uid:
        note(uid)


def note_users(site: PloneSite, kept: Store, content: DexterityContent) -> None:
    """Have the pages that lead to a page looked at."""
    for user in kept.users_of(names_of(site, content)):
        note(user)


def note(uid: str) -> None:
    """Have the page with a UID looked at, once for a transaction."""
    site = getSite()
    if site is None or store(site) is None:
        return
    current = transaction.get()
    try:
        changed = current.data(_Changed)
    except KeyError:
        changed = _Changed()
        current.set_data(_Changed, changed)
        current.addBeforeCommitHook(_add_jobs, args=(site, changed))
    changed[uid] = True


def _add_jobs(site: PloneSite, changed: dict[str, bool]) -> None:
    uids = list(changed)
    changed.clear()
    for at in range(0, len(uids), BATCH):
        jobs.add(CHECK, *uids[at : at + BATCH], site=site)


def check(site: PloneSite, *uids: str) -> None:
    """Job: look at pages again, and at those that say the same or nearly."""
    stay_quiet()
    kept = store(site)
    if kept is None:
        return
    around: dict[str, bool] = {}
    for uid in uids:
        before = _digests(kept, uid)
        if not _look_at(site, uid):
            kept.lose(uid)
        # Those of the same batch too: they were looked at before this one could be found.
        around.update(dict.fromkeys(_around(kept, uid, before), True))
    for uid in list(around)[:BATCH]:
        _look_at(site, uid)


def look_at_once(content: DexterityContent) -> None:
    """Look at a page that a person has just mended; at those that said the same by a job."""
    kept, uid = store(getSite()), IUUID(content, "")
    if kept is None:
        return
    before = _digests(kept, uid)
    _refresh(getSite(), content)
    for other in sorted(_around(kept, uid, before))[:BATCH]:
        note(other)


def _digests(kept: Store, uid: str) -> frozenset[str]:
    item = kept.items.get(uid)
    return item.indexed.digests if item is not None else frozenset()


def _around(kept: Store, uid: str, before: frozenset[str]) -> set[str]:
    """Return the pages that share what a page had before and has no longer, or has now only."""
    changed = before.symmetric_difference(_digests(kept, uid))
    return {other for one in changed for other in kept.twins.get(one, ())} - {uid}


def _look_at(site: PloneSite, uid: str) -> bool:
    """Look at a page; return False where there is none any more."""
    # Unrestricted: a job is nobody's; pages show what it notes to who may edit the item.
    for brain in site.portal_catalog.unrestrictedSearchResults(UID=uid):
        content = brain._unrestrictedGetObject()
        look_at_files(content)
        _refresh(site, content)
        return True
    return False


def _refresh(site: PloneSite, content: DexterityContent) -> None:
    """Look at a page, and have those that lead to it looked at where it came or went."""
    kept, uid = store(site), IUUID(content)
    before = kept.items.get(uid)
    was = before.indexed.state if before is not None else "gone"
    refresh(content)
    if was and was != kept.items[uid].indexed.state:
        note_users(site, kept, content)


def everything(site: PloneSite, after: str = "") -> None:
    """Job: look at all pages of a site, some at a time by UID; the next ones by another job."""
    stay_quiet()
    if store(site) is None:
        return
    known = site.portal_catalog.Indexes["UID"].uniqueValues()
    waiting = sorted(uid for uid in known if isinstance(uid, str) and uid > after)
    check(site, *waiting[:BATCH])
    if len(waiting) > BATCH:
        jobs.add(EVERYTHING, waiting[BATCH - 1], site=site)
