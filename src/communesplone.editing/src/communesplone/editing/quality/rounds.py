"""The rounds of the night: other sites asked for their pages, and pages that say the same.

A round asks each host once at most and ends after a while; what is left waits for the next one
some seconds later. So no host is asked twice within DELAY, and other jobs come in between.
"""

from communesplone.core import jobs
from communesplone.core.changes import stay_quiet
from communesplone.core.delivery import code
from communesplone.core.hours import BRUSSELS
from communesplone.core.settings import settings
from communesplone.editing.quality import outside
from communesplone.editing.quality.likeness import LIKE
from communesplone.editing.quality.queue import BATCH
from communesplone.editing.quality.queue import CHECK
from communesplone.editing.quality.queue import EVERYTHING
from communesplone.editing.quality.settings import IQualitySettings
from communesplone.editing.quality.store import Store
from communesplone.editing.quality.store import store
from datetime import date
from datetime import datetime
from datetime import time as clock
from datetime import timedelta
from datetime import UTC
from Products.CMFPlone.Portal import PloneSite
from zope.component.hooks import getSite
import time


NIGHT = "communesplone.editing.quality.night"
VISIT = "communesplone.editing.quality.visit"
AT = clock(2, 30)
DELAY = timedelta(seconds=10)
#: What one round may take, so that mail and publications do not wait behind it.
PATIENCE = 30.0
MOST = 12
#: Looked through for hosts that were not asked in this round.
MOST_WAITING = 400
#: How other sites are asked; tests let it ask this machine.
ALLOWED = outside.is_public
PORTS = outside.PORTS


def schedule(site: PloneSite, now: datetime) -> None:
    """Have the next night's round made, unless one waits already."""
    if any(job.name == NIGHT and job.due > now for job in jobs.pending(site)):
        return
    local = now.astimezone(BRUSSELS)
    day = local.date() if local.time() < AT else local.date() + timedelta(days=1)
    jobs.add(NIGHT, run_at=datetime.combine(day, AT, BRUSSELS), site=site)


def night(site: PloneSite) -> None:
    """Job: begin the visits of the night, and look again at pages that time has changed."""
    stay_quiet()
    kept, now = store(site), datetime.now(UTC)
    if kept is None:
        return
    schedule(site, now + timedelta(minutes=1))
    if settings(IQualitySettings, site).ask_other_sites:
        jobs.add(VISIT, site=site)
    if kept.code != code():
        # Checks came or changed with a new release: what they find is not what is noted.
        kept.code = code()
        jobs.add(EVERYTHING, site=site)
        return
    uids = _to_look_at(site, kept, now.astimezone(BRUSSELS).date())
    for at in range(0, len(uids), BATCH):
        jobs.add(CHECK, *uids[at : at + BATCH], site=site)


def _to_look_at(site: PloneSite, kept: Store, today: date) -> list[str]:
    """Return the pages that say the same as others, and those whose day of review came."""
    # Keys of likeness sort after digests: what is only alike is looked at when it changes.
    same = kept.twins.values(max=LIKE)
    found = {uid for holders in same if len(holders) > 1 for uid in holders}
    due = {"query": (today - timedelta(days=2), today), "range": "min:max"}
    # Unrestricted: a job is nobody's, and pages are shown to who may edit them.
    brains = site.portal_catalog.unrestrictedSearchResults(review_date=due)
    return sorted(found | {brain.UID for brain in brains})


def visit(site: PloneSite) -> None:
    """Job: ask some of the addresses that are due, each of another host."""
    stay_quiet()
    kept = store(site)
    if kept is None or not settings(IQualitySettings, site).ask_other_sites:
        return
    today = datetime.now(BRUSSELS).date()
    chosen, left = _choose(kept, today)
    door = outside.Door(getSite().absolute_url(), ALLOWED, PORTS)
    end = time.monotonic() + PATIENCE
    changed: set[str] = set()
    for number, address in enumerate(chosen):
        if time.monotonic() > end:
            left += len(chosen) - number
            break
        if kept.visits.answered(address, outside.ask(address, door), today):
            changed.update(kept.users.get(address, ()))
    if changed:
        jobs.add(CHECK, *sorted(changed)[:BATCH], site=site)
    if left:
        jobs.add(VISIT, run_at=datetime.now(UTC) + DELAY, site=site)


def _choose(kept: Store, today: date) -> tuple[list[str], int]:
    """Return addresses of different hosts that are due, and how many others wait."""
    by_host: dict[str, str] = {}
    waiting = 0
    for address in kept.visits.waiting(today):
        waiting += 1
        if waiting > MOST_WAITING:
            break
        if len(by_host) < MOST:
            by_host.setdefault(outside.host_of(address), address)
    return list(by_host.values()), waiting - len(by_host)
