"""The job that fetches a revision from the library: believed, kept as pending, once."""

from communesplone.core import _
from communesplone.core import jobs
from communesplone.core.sharing.calling import WORKING
from communesplone.core.sharing.interfaces import ILibrary
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.records import Envelope
from communesplone.core.sharing.succeeding import follows
from communesplone.sharing.adopting import believed
from communesplone.sharing.adopting import fetched
from communesplone.sharing.catching_up.refreshing import soon
from communesplone.sharing.client import library
from communesplone.sharing.store import Shared
from communesplone.sharing.store import Store
from communesplone.sharing.store import store
from communesplone.sharing.store import utc_now
from communesplone.sharing.updating.following import is_translated_here
from communesplone.sharing.updating.pending import Pending
from communesplone.sharing.updating.sides import sides
from communesplone.sharing.updating.taking import take
from datetime import timedelta
from plone.dexterity.content import DexterityContent
from Products.CMFPlone.Portal import PloneSite
import transaction


RECEIVE = "communesplone.sharing.receive"
AGAIN = timedelta(hours=1)


def receive(site: PloneSite, urn: str, revision: int) -> None:
    """Job: fetch a revision of something adopted here; one that is known changes nothing.

    A library that lies harms nobody: what is not to be believed does not come in.

    :raises SharingError: it is not there, or not to be believed. The worker tries it again, and
        tells the operator when it gives up.
    :raises Silence: the library does not answer.
    """
    kept = store(site)
    at = kept.at_urn(urn) if kept is not None else None
    if kept is None or at is None or not _is_awaited(at[1], revision) or at[0] in kept.gone:
        return
    uid, shared = at
    known = kept.pending.get(uid)
    if known is not None and known.envelope["revision"] >= revision:
        return
    found = library(site, WORKING)
    if found is None:
        jobs.add(RECEIVE, urn, revision, run_at=utc_now() + AGAIN, site=site)
        return
    envelope = believed(found, urn, revision)
    files = fetched(found, envelope)
    if envelope["revision"] != revision or not _is_authors(envelope, shared, found):
        raise SharingError(_("This was written by another commune."))
    shared.latest = max(shared.latest, revision)
    kept.pending[uid] = Pending(envelope, files)
    soon(site)
    if shared.automatic:
        _take_by_itself(site, uid, kept)


def _is_authors(envelope: Envelope, shared: Shared, found: ILibrary) -> bool:
    """Tell whether a revision is of the author of an item, or of a commune that follows it."""
    before, now = str(shared.issuer.get("id", "")), str(envelope["issuer"].get("id", ""))
    return before == now or follows(found, before, now)


def _is_awaited(shared: Shared, revision: int) -> bool:
    return shared.role == "adopted" and not shared.detached and revision > shared.revision


def _take_by_itself(site: PloneSite, uid: str, kept: Store) -> None:
    """Take a revision that asks nothing; whatever keeps it from that leaves it pending."""
    # Unrestricted, since the commune chose this for the page whoever may see it
    brains = site.portal_catalog.unrestrictedSearchResults(UID=uid)
    # Unrestricted for the same reason: nobody is shown it, the revision is written into it
    item: DexterityContent | None = brains[0]._unrestrictedGetObject() if brains else None
    pending = kept.pending[uid]
    if item is None or is_translated_here(item, pending.envelope):
        return
    found = sides(item, kept.items[uid], pending.envelope, kept)
    if found is None or found.merged().questions or found.missing:
        return
    before = transaction.savepoint(optimistic=True)
    try:
        take(item, kept, {}, found.mark, "")
    except SharingError:
        # Somebody is writing in it, or no picture may be beside it: it waits in the list
        before.rollback()
