"""The process that runs the jobs of every site, one after the other.

It keeps in memory when each site has its next job: learnt from the bell, and from a round over
all outboxes at its start and every minute, which finds what a lost ring would hide.
"""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.users import system
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from communesplone.core import jobs
from communesplone.core import salts
from communesplone.core.changes import has_writes
from communesplone.core.changes import is_quiet
from communesplone.core.changes import touch
from communesplone.core.hosts import site_url
from communesplone.core.interfaces import IJob
from communesplone.core.jobs import JobGivenUp
from communesplone.core.logs import log_to_file
from contextlib import contextmanager
from datetime import datetime
from datetime import UTC
from OFS.Application import Application
from pathlib import Path
from plone.dexterity.schema import SCHEMA_CACHE
from Products.CMFPlone.Portal import PloneSite
from Testing.makerequest import makerequest
from threading import Event
from transaction.interfaces import TransientError
from typing import TypeVar
from urllib.parse import urlsplit
from zope.component import getUtility
from zope.component.hooks import setSite
from zope.event import notify
from zope.globalrequest import clearRequest
from zope.globalrequest import setRequest
from zope.security.management import endInteraction
from zope.security.management import newInteraction
from zope.traversing.interfaces import BeforeTraverseEvent
from Zope2.Startup.run import configure_wsgi
import logging
import os
import random
import signal
import time
import traceback
import transaction
import Zope2


ROUND = 60.0
TICK = 0.2
CONFLICTS = 6
T = TypeVar("T")
logger = logging.getLogger(__name__)


def main() -> None:
    """Run until SIGTERM or SIGINT; the job at work is finished first."""
    stopping = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_received: stopping.set())
    if not Zope2.opened:
        configure_wsgi(os.environ["COMMUNES_ZOPE_CONF"])
        Zope2.startup_wsgi()
    if "COMMUNES_VAR" in os.environ:
        log_to_file(Path(os.environ["COMMUNES_VAR"]) / "log" / "worker.log")
    logger.info("The worker is ready")
    work(stopping)
    logger.info("The worker stops")


def work(stopping: Event) -> None:
    """Run jobs as they become due until `stopping` is set."""
    due: dict[str, float] = {}
    turns: dict[str, float] = {}
    next_round = 0.0
    while not stopping.is_set():
        try:
            if time.monotonic() >= next_round:
                due.update(in_transaction(_look_around))
                salts.forget(datetime.now(UTC))
                next_round = time.monotonic() + ROUND
            _listen(due)
            _run_one(due, turns)
        except Exception:
            # The database or the queue is away: the outboxes lose nothing, so wait for it.
            logger.exception("The worker could not go on; it tries again")
            next_round = 0.0
            stopping.wait(1)
        if not any(moment <= time.time() for moment in due.values()):
            stopping.wait(TICK)


def _look_around(app: Application) -> dict[str, float]:
    """Return when each site that has jobs has its next one."""
    found = {name: _next_due(app, name) for name in app.objectIds("Plone Site")}
    return {name: moment for name, moment in found.items() if moment is not None}


def _listen(due: dict[str, float]) -> None:
    """Learn what was rung since; a ring that cannot be read is a lost one."""
    huey = jobs.bell()
    while huey is not None and (message := huey.storage.dequeue()):
        site_id, moment = huey.serializer.deserialize(message)
        due[site_id] = min(moment, due.get(site_id, moment))


def next_site(due: Mapping[str, float], turns: Mapping[str, float], now: float) -> str | None:
    """Return the site of which a job is to be done now: of those that have one, in turn.

    A thousand jobs of one commune keep no other waiting for more than one of them.

    :param due: when each site has its next job, in seconds since the epoch as `now`.
    :param turns: when each site had its last turn.
    """
    waiting = [site_id for site_id, moment in due.items() if moment <= now]
    return min(waiting, key=lambda one: (turns.get(one, 0.0), due[one]), default=None)


def _run_one(due: dict[str, float], turns: dict[str, float]) -> None:
    """Run one due job, of the site whose turn it is."""
    site_id = next_site(due, turns, time.time())
    if site_id is None:
        return
    turns[site_id] = time.time()
    # Until the outbox has told: should this fail, the next round finds it again.
    del due[site_id]
    key = in_transaction(lambda app: _claim(app, site_id))
    if key is not None:
        _try(site_id, key)
    moment = in_transaction(lambda app: _next_due(app, site_id))
    if moment is not None:
        due[site_id] = moment


def _next_due(app: Application, site_id: str) -> float | None:
    return jobs.next_due(app[site_id]) if site_id in app else None


def _claim(app: Application, site_id: str) -> str | None:
    """Count an attempt of the first due job before it runs, and return its key.

    A job that takes the worker down with it is given up in the end.
    """
    moment = _next_due(app, site_id)
    if moment is None or moment > time.time():
        return None
    outbox = jobs.outbox(app[site_id])
    key = outbox.waiting.minKey()
    entry = outbox.waiting[key]
    if entry.attempts >= jobs.ATTEMPTS:
        outbox.failed[entry.id] = (key, outbox.waiting.pop(key))
        entry.error = entry.error or "The worker ended while it ran this job."
        notify(JobGivenUp(app[site_id], entry.id, entry.name))
        return None
    entry.attempts += 1
    return key


def _try(site_id: str, key: str) -> None:
    try:
        in_transaction(lambda app: _perform(app, site_id, key))
    except jobs.NotYet as error:
        word = str(error)
        logger.info("A job of %s waits: %s", site_id, word)
        in_transaction(lambda app: _wait(app[site_id], key, word))
    except Exception:
        error = traceback.format_exc()
        logger.exception("A job of %s failed", site_id)
        in_transaction(lambda app: _postpone(app[site_id], key, error))


def _perform(app: Application, site_id: str, key: str) -> None:
    """Run a job and delete its entry: both, or neither."""
    with _in_site(app, site_id) as site:
        entry = jobs.outbox(site).waiting[key]
        getUtility(IJob, entry.name)(site, *entry.args)
        if has_writes(site._p_jar) and not is_quiet(site.REQUEST):
            touch(site)
        # It may have taken its own entry back, to come again at another time
        jobs.outbox(site).waiting.pop(key, None)
        transaction.get().note(f"job {entry.name}")
        # Here, not by the caller: what is left to index at the commit needs its site.
        transaction.commit()


def _wait(site: PloneSite, key: str, word: str) -> None:
    """Put a job back that waits for somebody else; of its attempts the last is never counted."""
    outbox = jobs.outbox(site)
    entry = outbox.waiting.pop(key)
    entry.error = word
    entry.attempts = min(entry.attempts, len(jobs.WAITS))
    jobs.put(site, entry, datetime.now(UTC) + jobs.WAITS[entry.attempts - 1])


def _postpone(site: PloneSite, key: str, error: str) -> None:
    """Put a job that failed back for later, or among those given up."""
    outbox = jobs.outbox(site)
    entry = outbox.waiting.pop(key)
    entry.error = error
    if entry.attempts < jobs.ATTEMPTS:
        jobs.put(site, entry, datetime.now(UTC) + jobs.WAITS[entry.attempts - 1])
    else:
        outbox.failed[entry.id] = (key, entry)
        notify(JobGivenUp(site, entry.id, entry.name))


def in_transaction(work: Callable[[Application], T]) -> T:
    """Run `work(app)` on a fresh connection and commit, again when another writer was faster.

    :raises TransientError: when the conflict lasts; whatever `work` raises, nothing being kept.
    """
    attempt = 0
    while True:
        app = Zope2.bobo_application()
        try:
            transaction.begin()
            result = work(app)
            transaction.commit()
            return result
        except TransientError:
            attempt += 1
            if attempt == CONFLICTS:
                raise
        finally:
            transaction.abort()
            app._p_jar.close()
        time.sleep(random.uniform(0.5, 1.5) * 0.05 * 2**attempt)  # noqa: S311


@contextmanager
def _in_site(root: Application, site_id: str) -> Iterator[PloneSite]:
    """Give a job what a view finds: request, layers, language, site hooks, public addresses."""
    app = makerequest(root)
    request = app.REQUEST
    setRequest(request)
    site = app[site_id]
    try:
        setSite(site)
        newSecurityManager(request, system.__of__(site.acl_users))
        newInteraction()
        request["PARENTS"] = [site, app]
        address = urlsplit(site_url(app, site_id))
        request.setServerURL(address.scheme, address.hostname, address.port)
        request.setVirtualRoot([])
        request.other["VirtualRootPhysicalPath"] = site.getPhysicalPath()
        SCHEMA_CACHE.clear()
        notify(BeforeTraverseEvent(site, request))
        yield site
    finally:
        endInteraction()
        noSecurityManager()
        setSite(None)
        clearRequest()
        request.close()
