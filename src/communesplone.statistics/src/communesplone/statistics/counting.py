"""The job that brings what the log tells into a site, once an hour."""

from collections import Counter
from collections import defaultdict
from communesplone.core import changes
from communesplone.core import hosts
from communesplone.core import jobs
from communesplone.core.hours import BRUSSELS
from communesplone.statistics import ledger
from communesplone.statistics.lines import Visit
from communesplone.statistics.paths import meanings
from communesplone.statistics.store import Counts
from communesplone.statistics.store import KEY
from communesplone.statistics.store import Store
from communesplone.statistics.store import store_of
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from Products.CMFPlone.Portal import PloneSite
from zlib import crc32
from zope.annotation.interfaces import IAnnotations


JOB = KEY
#: After the installation, for those who try.
FIRST = timedelta(minutes=1)


def install(site: PloneSite) -> None:
    """Give the site the place of its counts, and the job that counts."""
    IAnnotations(site).setdefault(KEY, Store())
    if not any(job.name == JOB for job in jobs.pending(site)):
        jobs.add(JOB, run_at=datetime.now(UTC) + FIRST, site=site)


def uninstall(site: PloneSite) -> None:
    """Take counts and job away."""
    IAnnotations(site).pop(KEY, None)
    _forget_jobs(site)


def count(site: PloneSite) -> None:
    """Job: read the log, take what is this site's, and come back in an hour."""
    now = datetime.now(UTC)
    # No page shows counts to visitors: their pages stay in the caches.
    changes.stay_quiet()
    kept = store_of(site)
    if kept is None:
        return
    log = ledger.log_file()
    if log is not None:
        _take(site, kept, now)
        kept.compact(now.astimezone(BRUSSELS).date())
    _forget_jobs(site, after=now)
    jobs.add(JOB, run_at=_next(site, now), site=site)


def count_soon(site: PloneSite) -> None:
    """Have the job run as soon as the worker can, unless it is about to."""
    now = datetime.now(UTC)
    if not any(job.name == JOB and job.due <= now for job in jobs.pending(site)):
        _forget_jobs(site)
        jobs.add(JOB, site=site)


def _take(site: PloneSite, kept: Store, now: datetime) -> None:
    names = hosts.read(site.getParentNode()).by_site.get(site.getId(), ())
    with ledger.opened() as connection:
        ledger.read(connection, ledger.log_file())
        identity = ledger.identity(connection)
        is_new = identity != kept.ledger
        found, batch = ledger.taken(connection, names, 0 if is_new else kept.batch)
    # A ledger that was lost and made anew reads again what is still in the log.
    counted = set(kept.days.keys()) if is_new else set()
    for day, counts in by_day(site, found).items():
        if day not in counted:
            kept.add(day, counts)
    kept.ledger, kept.batch, kept.until = identity, batch, now


def by_day(site: PloneSite, found: Counter[Visit]) -> dict[str, Counts]:
    """Return the counts of each day that visits give, by what their addresses mean now."""
    known = meanings(site, {visit.path for visit in found})
    days: defaultdict[str, Counts] = defaultdict(Counts)
    for visit, times in found.items():
        meaning = known.get(visit.path)
        if meaning is None:
            continue
        counts = days[visit.day]
        if meaning.kind == "search":
            counts.searches += times
        else:
            kind = counts.pages if meaning.kind == "page" else counts.downloads
            kind[meaning.uid] += times
    return dict(days)


def _next(site: PloneSite, now: datetime) -> datetime:
    """Return when the job runs next: each site at a minute of its own."""
    minute = crc32(site.getId().encode()) % 60
    moment = now.replace(minute=minute, second=0, microsecond=0)
    return moment if moment > now + timedelta(minutes=5) else moment + timedelta(hours=1)


def _forget_jobs(site: PloneSite, after: datetime | None = None) -> None:
    """Drop the waiting jobs; with `after`, only those that are not due yet."""
    waiting = {job.id: job.due for job in jobs.pending(site) if job.name == JOB}
    outbox = jobs.outbox(site)
    for key, entry in list(outbox.waiting.items()):
        if entry.id in waiting and (after is None or waiting[entry.id] > after):
            del outbox.waiting[key]
