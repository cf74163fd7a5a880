"""What webmasters are told of searches: counts of each phrase typed often, those in vain apart.

A job counts the files of the last days anew each night, so that a count goes down as well.
"""

from collections import Counter
from collections.abc import Mapping
from communesplone.core import changes
from communesplone.core import jobs
from communesplone.core.guards import is_anonymous
from communesplone.search import phrases
from communesplone.search.phrases import Typed
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from persistent import Persistent
from Products.CMFPlone.Portal import PloneSite
from zlib import crc32
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import getSite
from ZPublisher.HTTPRequest import HTTPRequest


KEY = "communesplone.search.unanswered"
JOB = KEY
DAYS = 30
#: What fewer visitors typed is not even kept.
SEEN = 5
MOST = 200
#: A page of results is kept by a proxy for so long: a phrase counts at most once in that time.
AGAIN = timedelta(minutes=1)
NIGHT = 2


@dataclass(frozen=True)
class Phrase:
    """A phrase that was searched for, and how often."""

    language: str
    text: str
    count: int


class Unanswered(Persistent):
    """The phrases of a site, most typed first, and until when they were counted.

    `found` are those that found nothing, `typed` all of them.
    """

    found: tuple[Phrase, ...] = ()
    typed: tuple[Phrase, ...] = ()
    until: datetime | None = None


def install(site: PloneSite) -> None:
    """Give the site the place of its counts, and the job that counts."""
    IAnnotations(site).setdefault(KEY, Unanswered())
    schedule(site, datetime.now(UTC))


def uninstall(site: PloneSite) -> None:
    """Take counts, files and job away."""
    IAnnotations(site).pop(KEY, None)
    phrases.forget(site.getId())
    jobs.cancel(site, JOB)


def unanswered(site: PloneSite) -> Unanswered:
    """Return the counts of a site; none where nothing was counted."""
    return IAnnotations(site).get(KEY) or Unanswered()


def tell_unanswered(request: HTTPRequest, text: str, language: str) -> None:
    """Note that a visitor's search found nothing."""
    if _note(request, Typed(language, text, answered=False)):
        # Kept by a proxy, the same question of others would not be counted.
        request.response.setHeader("Cache-Control", "no-store")


def tell_answered(request: HTTPRequest, text: str, language: str) -> None:
    """Note that pages answered a visitor's search."""
    if _note(request, Typed(language, text, answered=True)):
        changes.declare_next_change(request, datetime.now(UTC) + AGAIN)


def _note(request: HTTPRequest, typed: Typed) -> bool:
    """Note a search of a visitor; those who work here are not counted."""
    if not is_anonymous() or request.method != "GET":
        return False
    return phrases.note(getSite().getId(), typed, datetime.now(UTC).date())


def recount(site: PloneSite) -> None:
    """Job: count the phrases of the last days, forget older files, and come back tomorrow."""
    now = datetime.now(UTC)
    # No page shows the counts to visitors: their pages stay in the caches.
    changes.stay_quiet()
    since = phrases.first_day(now.date(), DAYS)
    kept = IAnnotations(site).get(KEY)
    if kept is not None:
        counts = phrases.counted(site.getId(), since)
        kept.typed = _often(counts)
        kept.found = _often({one: count for one, count in counts.items() if not one.answered})
        kept.until = now
        phrases.forget(site.getId(), since)
        schedule(site, now)


def _often(counts: Mapping[Typed, int]) -> tuple[Phrase, ...]:
    """Return the phrases that were typed often enough to be told, the most typed first."""
    times: Counter[tuple[str, str]] = Counter()
    for typed, count in counts.items():
        times[typed.language, typed.phrase] += count
    often = [Phrase(*phrase, count) for phrase, count in times.items() if count >= SEEN]
    return tuple(sorted(often, key=lambda one: (-one.count, one.text))[:MOST])


def schedule(site: PloneSite, now: datetime) -> None:
    """Have the job run in the coming night, once; the sites one after the other."""
    if any(job.name == JOB and job.due > now for job in jobs.pending(site)):
        return
    minute = crc32(site.getId().encode()) % 60
    moment = now.replace(hour=NIGHT, minute=minute, second=0, microsecond=0)
    jobs.add(JOB, run_at=moment if moment > now else moment + timedelta(days=1), site=site)
