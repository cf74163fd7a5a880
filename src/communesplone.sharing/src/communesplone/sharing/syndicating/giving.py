"""What this site lets others show: its published items of some kinds, in the order of change.

A job looks at each item that changed, and writes into the feed what became of it; readers only
read. What others keep up and this site shows is passed on as it came, signed by who wrote it.
"""

from collections.abc import Iterable
from communesplone.core import _
from communesplone.core import jobs
from communesplone.core.changes import stay_quiet
from communesplone.core.identity import identity
from communesplone.core.publication import aware
from communesplone.core.publication import HORIZON
from communesplone.core.publication import is_public
from communesplone.core.sharing.envelopes import check_files
from communesplone.core.sharing.envelopes import check_shape
from communesplone.core.sharing.envelopes import digest_of
from communesplone.core.sharing.findings import found_in
from communesplone.core.sharing.interfaces import IShareable
from communesplone.core.sharing.interfaces import ISyndicated
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.issuers import issuer
from communesplone.core.sharing.issuers import issuer_id
from communesplone.core.sharing.records import Envelope
from communesplone.core.sharing.registration import shareable
from communesplone.core.sharing.registration import syndicated_fields
from communesplone.core.sharing.signing import public_key
from communesplone.core.sharing.signing import signed
from communesplone.sharing.envelope import unsigned
from communesplone.sharing.identities import identify
from communesplone.sharing.keys import ring_of
from communesplone.sharing.reading import digests_in
from communesplone.sharing.reading import Read
from communesplone.sharing.reading import read
from communesplone.sharing.store import Shared
from communesplone.sharing.store import Store
from communesplone.sharing.store import store
from communesplone.sharing.syndicating import notices
from communesplone.sharing.syndicating.finding import item_of
from communesplone.sharing.syndicating.store import Feed
from communesplone.sharing.syndicating.store import feed_of
from communesplone.sharing.syndicating.store import Given
from communesplone.sharing.syndicating.store import make_feed
from communesplone.sharing.syndicating.store import taken_of
from DateTime import DateTime
from plone.dexterity.content import DexterityContent
from Products.CMFPlone.Portal import PloneSite
from zope.component import getUtilitiesFor
import logging


NOTE, FILL, TELL = (f"communesplone.sharing.{name}" for name in ("note", "fill", "tell"))
#: Items that one job looks at when a site begins to give, or gives other kinds.
BATCH = 50
logger = logging.getLogger(__name__)


def kinds() -> dict[str, tuple[str, ...]]:
    """Return the portal types of each kind that others can show."""
    found: dict[str, tuple[str, ...]] = {}
    for name, declared in sorted(getUtilitiesFor(IShareable)):
        if declared.syndicated is not None:
            found[declared.kind] = (*found.get(declared.kind, ()), name)
    return found


def give(site: PloneSite, wanted: Iterable[str], licence: str) -> None:
    """Let others show the published items of some kinds, and those of no other any more."""
    feed = make_feed(site)
    known = kinds()
    feed.kinds = tuple(kind for kind in known if kind in set(wanted))
    feed.licence = licence
    jobs.add(FILL, "", site=site)


def fill(site: PloneSite, after: str) -> None:
    """Job: look at all the items of the kinds that can be given, batch by batch.

    :param after: the UID of the last one that was looked at.
    """
    feed = feed_of(site)
    if feed is None:
        return
    stay_quiet()
    types = [name for names in kinds().values() for name in names]
    # Unrestricted: a job is nobody's; what citizens may not see is not given
    brains = site.portal_catalog.unrestrictedSearchResults(portal_type=types)
    uids = sorted({*(brain.UID for brain in brains), *feed.keys})
    rest = [uid for uid in uids if uid > after]
    for uid in rest[:BATCH]:
        _look_at(site, feed, uid)
    if len(rest) > BATCH:
        jobs.add(FILL, rest[BATCH - 1], site=site)
    _tell(site, feed)


def note(site: PloneSite, uid: str) -> None:
    """Job: write into the feed what became of an item."""
    feed = feed_of(site)
    stay_quiet()
    if feed is not None and _look_at(site, feed, uid):
        _tell(site, feed)


def _tell(site: PloneSite, feed: Feed) -> None:
    waiting = {job.args for job in jobs.pending(site) if job.name == TELL}
    for subscriber in feed.subscribers:
        if (subscriber,) not in waiting:
            jobs.add(TELL, subscriber, site=site)


def _look_at(site: PloneSite, feed: Feed, uid: str) -> bool:
    """Bring the entry of an item up to date; tell whether anything changed."""
    item, kept = item_of(site, uid), store(site)
    if item is None or kept is None or not _is_given(item, feed):
        return _take_back(site, feed, uid)
    try:
        given = (
            _passed_on(site, item, feed)
            if ISyndicated.providedBy(item)
            else _own(site, item, feed, kept)
        )
    except SharingError as error:
        logger.warning("%s: %s is not given: %s", site.getId(), item.absolute_url(), error)
        return _take_back(site, feed, uid)
    if given is None:
        return False
    feed.put(given)
    key, before = notices.key_of(given.notice), feed.keys.get(uid)
    if before not in (None, key):
        # The commune is called otherwise by now, and named it anew
        feed.forget(before)
    feed.keys[uid] = key
    return True


def _is_given(item: DexterityContent, feed: Feed) -> bool:
    """Tell whether citizens may read an item, and its kind is given."""
    declared = shareable(item.portal_type)
    if declared is None or declared.syndicated is None or declared.kind not in feed.kinds:
        return False
    _look_again(item)
    return is_public(item)


def _look_again(item: DexterityContent) -> None:
    """Have a job look at an item when its time comes, and when it has passed."""
    now = DateTime()
    for date in (item.effective(), item.expires()):
        if now < date < now + HORIZON.days:
            jobs.add_once(NOTE, item.UID(), run_at=aware(date))


def _own(site: PloneSite, item: DexterityContent, feed: Feed, kept: Store) -> Given | None:
    """Return the entry of an item that was written here; None when it is as it was, or another's.

    :raises SharingError: what it says may not leave.
    """
    known = kept.items.get(item.UID())
    if known is not None and known.issuer.get("id") != issuer_id(identity(site)):
        return None
    ring_of(site, kept)
    shared = identify(item, kept)
    former = feed.of(notices.key(shared.urn, issuer_id(identity(site))))
    envelope, files = _envelope(site, item, feed, shared, former)
    url = notices.address(item.absolute_url())
    if former is not None and former.envelope is not None:
        same = all(former.envelope[name] == envelope[name] for name in ("digest", "licence"))
        if same and former.notice["url"] == url:
            return None
    check_files(envelope, files)
    if any(one.personal for one in found_in(envelope)):
        raise SharingError(_("It names a person: it stays in your site."))
    notice = notices.published(envelope, url, kept.keys.private)
    return Given(notice, envelope, shareable(item.portal_type).kind, files_at(item, envelope))


def _envelope(
    site: PloneSite, item: DexterityContent, feed: Feed, shared: Shared, former: Given | None
) -> tuple[Envelope, dict[str, bytes]]:
    """Return an item as the next revision of what is given of it, and its files."""
    kept = store(site)
    # The feed counts by itself: what is offered to the library has its own revisions
    told = Shared("original", shared.urn, shared.group, shared.issuer)
    told.revision = former.notice["revision"] + 1 if former is not None else 1
    told.licence, told.seed = feed.licence, shared.seed
    found = _read(item, kept)
    document = unsigned(item, told, found)
    document["issuer"] = issuer(identity(site), public_key(kept.keys.private))
    document["digest"] = digest_of(document)
    made = signed(document, kept.keys.private)
    check_shape(made)
    return made, found.files


def _read(item: DexterityContent, kept: Store) -> Read:
    """Return what goes along of an item: pictures within its text stay where they are."""
    found = read(item, kept, wanted=syndicated_fields(item.portal_type))
    own = digests_in(found.fields)
    found.files = {name: data for name, data in found.files.items() if name in own}
    found.references = [
        {name: one[name] for name in ("key", "type", "title", "urn")} for one in found.references
    ]
    return found


def files_at(item: DexterityContent, envelope: Envelope) -> dict[str, tuple[str, str]]:
    """Return where the files of an envelope are kept: (UID, name of the field) by digest."""
    return {name: (item.UID(), field) for name, field in digests_in(envelope["fields"]).items()}


def _passed_on(site: PloneSite, item: DexterityContent, feed: Feed) -> Given | None:
    """Return the entry of an item that another site keeps up, as it came; None for no news."""
    taken = taken_of(site)
    key = taken.keys.get(item.UID()) if taken is not None else None
    found = taken.received[key] if key else None
    former = feed.of(key) if key else None
    if found is None or found.state != "here":
        return None
    if former is not None and former.notice == found.notice:
        return None
    kind = shareable(item.portal_type).kind
    return Given(found.notice, found.envelope, kind, files_at(item, found.envelope))


def _take_back(site: PloneSite, feed: Feed, uid: str) -> bool:
    """Say that an item is gone; tell whether that is new."""
    key = feed.keys.pop(uid, None)
    given = feed.of(key) if key is not None else None
    if given is None:
        return False
    former, kept = given.notice, store(site)
    if kept is None or former["issuer"] != issuer_id(identity(site)):
        # What is another's is no more passed on; that it is gone only its author can say
        feed.forget(key)
        return False
    number = former["revision"] + 1
    notice = notices.gone(former["urn"], number, former["issuer"], kept.keys.private)
    feed.put(Given(notice, None, given.kind, {}))
    return True
