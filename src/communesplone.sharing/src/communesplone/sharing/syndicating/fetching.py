"""The job that asks a source: it reads on from where it was, takes in, and comes back.

A source of the cluster rings when it has changed; one of the web is asked every quarter of an
hour, less and less often while it fails. Whatever it sends harms no more than its own entries:
each is taken in or undone by itself, and one answer has bounds of size and time.
"""

from communesplone.core import jobs
from communesplone.core.changes import stay_quiet
from communesplone.core.identity import identity
from communesplone.core.sharing.interfaces import SharingError
from communesplone.sharing.store import utc_now
from communesplone.sharing.syndicating.knowing import know
from communesplone.sharing.syndicating.receiving import has_room
from communesplone.sharing.syndicating.receiving import QueueFull
from communesplone.sharing.syndicating.receiving import receive
from communesplone.sharing.syndicating.store import feed_of
from communesplone.sharing.syndicating.store import make_feed
from communesplone.sharing.syndicating.store import Subscription
from communesplone.sharing.syndicating.store import Taken
from communesplone.sharing.syndicating.store import taken_of
from communesplone.sharing.syndicating.ways import ISource
from communesplone.sharing.syndicating.ways import source_of
from datetime import datetime
from datetime import timedelta
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.i18n import translate
import logging
import time
import transaction


FETCH, KNOCK = "communesplone.sharing.fetch", "communesplone.sharing.knock"
#: A source of the cluster rings; asking it now and then is only a net.
EVERY, NET = timedelta(minutes=15), timedelta(hours=6)
LONGEST = timedelta(days=1)
#: Seconds after which a job leaves the rest to the next one.
BUDGET = 60.0
#: Refusals that a person is shown.
SHOWN = 5
logger = logging.getLogger(__name__)


def plan(site: PloneSite, id_: str, at: datetime | None = None) -> None:
    """Have a source asked at a moment, now by default, and not at any later one."""
    now = utc_now()
    for job in jobs.pending(site):
        if job.name == FETCH and job.args == (id_,) and job.due > now:
            jobs.cancel_one(site, job.id)
    jobs.add_once(FETCH, id_, run_at=at, site=site)


def ring(site: PloneSite, source: str) -> bool:
    """Have the subscriptions of a site to another one read on; tell whether it has any."""
    taken = taken_of(site)
    ways = taken.subscriptions.values() if taken is not None else ()
    found = [one for one in ways if one.site == source]
    for one in found:
        if not one.paused and not one.ending:
            plan(site, one.id)
    return bool(found)


def knock(site: PloneSite, id_: str) -> None:
    """Job: ask a source of the cluster to ring whenever it changes."""
    taken, app = taken_of(site), site.getPhysicalRoot()
    way = taken.subscriptions.get(id_) if taken is not None else None
    if way is not None and way.site in app.objectIds("Plone Site"):
        make_feed(app[way.site]).subscribers.insert(site.getId())


def tell(site: PloneSite, subscriber: str) -> None:
    """Job of a source: ring at the door of a subscriber; one that has gone is forgotten."""
    app, feed = site.getPhysicalRoot(), feed_of(site)
    if feed is not None and (subscriber not in app or not ring(app[subscriber], site.getId())):
        feed.subscribers.discard(subscriber)


def fetch(site: PloneSite, id_: str) -> None:
    """Job: take in what a source has that is new, and plan when it is asked again."""
    taken = taken_of(site)
    way = taken.subscriptions.get(id_) if taken is not None else None
    if taken is None or way is None or way.paused or way.ending:
        return
    if way.held and has_room(taken, way):
        # What was left at the source is among what was read: what is known changes nothing
        way.held, way.cursor = False, 0
    way.asked, before = utc_now().isoformat(), way.received
    try:
        more = _read_on(site, taken, way, source_of(site, way))
    except SharingError as error:
        way.error = translate(error.message, target_language=identity(site).language)
        way.failures += 1
        plan(site, id_, utc_now() + _patience(way))
        stay_quiet()
        return
    if way.received == before:
        stay_quiet()
    way.error, way.failures, way.answered = "", 0, utc_now().isoformat()
    plan(site, id_, utc_now() + (timedelta(seconds=5) if more else _interval(way)))


def _interval(way: Subscription) -> timedelta:
    return NET if way.site else EVERY


def _patience(way: Subscription) -> timedelta:
    """Return how long a source that fails is left alone: twice as long each time."""
    return min(LONGEST, EVERY * 2 ** min(way.failures - 1, 10))


def _read_on(site: PloneSite, taken: Taken, way: Subscription, source: ISource) -> bool:
    """Take in page after page; tell whether there is more than a job may do.

    :raises SharingError: the source gives nothing, or is not who it was.
    """
    until = time.monotonic() + BUDGET
    while time.monotonic() < until:
        page = source.page(way.cursor)
        know(site, taken, way, page)
        if page.newest < way.cursor:
            # It was made anew, or restored: what is known already changes nothing
            way.cursor = 0
            continue
        for notice, envelope in page.entries:
            _take_in(site, taken, way, source, notice, envelope)
        if page.last <= way.cursor:
            return False
        way.cursor = page.last
        if page.last >= page.newest:
            return False
    return True


def _take_in(
    site: PloneSite, taken: Taken, way: Subscription, source: ISource, notice: Any, envelope: Any
) -> None:
    """Take an entry in, all of it or nothing."""
    savepoint = transaction.savepoint(optimistic=True)
    try:
        if receive(site, taken, way, source, notice, envelope):
            way.received += 1
    except QueueFull:
        savepoint.rollback()
        way.held = True
    except SharingError as error:
        savepoint.rollback()
        words = translate(error.message, target_language=identity(site).language)
        logger.warning("%s: an entry of %s is refused: %s", site.getId(), way.name, error)
        way.refusals = ((_title(envelope), words), *way.refusals)[:SHOWN]


def _title(envelope: Any) -> str:
    try:
        return str(envelope["fields"]["title"])[:120]
    except (KeyError, TypeError):
        return ""
