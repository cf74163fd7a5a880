"""Work for later: an outbox in each site, written in the transaction that asks for it.

The outbox is the truth: what is not committed was never asked for, and a job deletes its entry
in its own transaction, so that its effects in the database happen once. huey only rings the
worker's bell; a lost ring costs at most a minute (see `communesplone.core.worker`).
"""

from BTrees.OOBTree import OOBTree
from communesplone.core.interfaces import IJob
from communesplone.core.queues import Queue
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from functools import cache
from huey import Huey
from huey import RedisHuey
from huey import SqliteHuey
from pathlib import Path
from persistent import Persistent
from plone import api
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility
import logging
import os
import secrets
import transaction


KEY = "communesplone.jobs"
#: How often a job is tried, and how long it waits after each failure.
WAITS = tuple(timedelta(seconds=seconds) for seconds in (10, 60, 600, 3600))
ATTEMPTS = len(WAITS) + 1
PATIENCE = 0.5
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """A job as plain data, for people and lists."""

    id: str
    name: str
    args: tuple[Any, ...]
    due: datetime
    attempts: int
    error: str


class NotYet(Exception):
    """Raised by a job that waits for somebody else: no failure, and never given up.

    The worker does it again, less and less often: at the end once an hour.
    """


@dataclass(frozen=True)
class JobGivenUp:
    """Event: a job of a site failed as often as it is tried. Written in the same transaction."""

    site: PloneSite
    id: str
    name: str


class Entry(Persistent):
    """A job in the outbox. Its key there is its due time, then its id."""

    attempts = 0
    error = ""

    def __init__(self, job_id: str, name: str, args: tuple[Any, ...]) -> None:
        self.id = job_id
        self.name = name
        self.args = args


class Outbox(Persistent):
    """The jobs of a site: those to do, by due time, and those given up, by id."""

    def __init__(self) -> None:
        self.waiting = Queue()
        self.failed = OOBTree()


def add(
    name: str, *args: Any, run_at: datetime | None = None, site: PloneSite | None = None
) -> str:
    """Have the worker run the job `name` with `args`, at `run_at` or as soon as committed.

    :param args: plain data, that will still make sense when the job runs.
    :param run_at: aware datetime.
    :returns: the id of the job.
    :raises ComponentLookupError: when no such job is registered.
    :raises ValueError: for a naive datetime.
    """
    getUtility(IJob, name)
    if run_at is not None and run_at.tzinfo is None:
        raise ValueError("A moment without a timezone is no moment.")
    site = site if site is not None else api.portal.get()
    entry = Entry(secrets.token_hex(8), name, args)
    put(site, entry, run_at or datetime.now(UTC))
    return entry.id


def add_once(
    name: str, *args: Any, run_at: datetime | None = None, site: PloneSite | None = None
) -> None:
    """Do as `add`, unless the same job waits for the same second; without `run_at`, for now."""
    site, due = site if site is not None else api.portal.get(), run_at or datetime.now(UTC)
    same = (name, args, int(due.timestamp()))
    if same not in ((one.name, one.args, int(one.due.timestamp())) for one in pending(site)):
        add(name, *args, run_at=run_at, site=site)


def put(site: PloneSite, entry: Entry, due: datetime) -> None:
    """Write an entry into the outbox and ring once that is committed."""
    outbox(site).waiting[_key(due, entry.id)] = entry
    transaction.get().addAfterCommitHook(_ring, args=(site.getId(), due.timestamp()))


def outbox(site: PloneSite) -> Outbox:
    """Return the outbox of `site`, made when it is missing: for those who write anyway."""
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = Outbox()
    return annotations[KEY]


def pending(site: PloneSite) -> tuple[Job, ...]:
    """Return the jobs of `site` that are still to do, the next first."""
    found = IAnnotations(site).get(KEY)
    return tuple(_job(key, entry) for key, entry in found.waiting.items()) if found else ()


def failed(site: PloneSite) -> tuple[Job, ...]:
    """Return the jobs of `site` that were given up, each with its error."""
    found = IAnnotations(site).get(KEY)
    return tuple(_job(*kept) for kept in found.failed.values()) if found else ()


def retry(site: PloneSite, job_id: str) -> None:
    """Have a job that was given up tried again, from the start.

    :raises KeyError: when no such job was given up.
    """
    _key_then, entry = outbox(site).failed.pop(job_id)
    entry.attempts = 0
    put(site, entry, datetime.now(UTC))


def cancel(site: PloneSite, *names: str) -> None:
    """Take back jobs that wait; a name that ends with a dot stands for all that begin so."""
    found = IAnnotations(site).get(KEY)
    waiting = found.waiting if found else {}
    families = tuple(name for name in names if name.endswith("."))
    for key, entry in list(waiting.items()):
        if entry.name in names or entry.name.startswith(families):
            del waiting[key]


def cancel_one(site: PloneSite, job_id: str) -> None:
    """Take back a job that waits; nothing, when there is none of this id."""
    found = IAnnotations(site).get(KEY)
    waiting = found.waiting if found else {}
    for key in [key for key, entry in waiting.items() if entry.id == job_id]:
        del waiting[key]


def next_due(site: PloneSite) -> float | None:
    """Return when the next job of `site` is due, as a timestamp."""
    found = IAnnotations(site).get(KEY)
    return _due(found.waiting.minKey()).timestamp() if found and found.waiting else None


def run_due(site: PloneSite, now: datetime | None = None) -> list[str]:
    """Run the due jobs of `site` within the current transaction; return their ids.

    For tests and commands; the worker gives each job a transaction of its own. One that waits for
    somebody else (`NotYet`) stays where it is.
    """
    found, last = outbox(site), _key(now or datetime.now(UTC), "~")
    entries, done = list(found.waiting.items(None, last)), []
    for key, entry in entries:
        # One job may have taken another's entry back
        if key in found.waiting and _run(site, entry):
            found.waiting.pop(key, None)
            done.append(entry.id)
    return done


def _run(site: PloneSite, entry: Entry) -> bool:
    """Run a job; tell whether it did not have to wait for somebody else."""
    before = transaction.savepoint(optimistic=True)
    try:
        getUtility(IJob, entry.name)(site, *entry.args)
    except NotYet:
        before.rollback()
        return False
    return True


def keep_so_far() -> None:
    """Commit what the running job has done: what it gave to the world cannot be taken back.

    Its entry stays in the outbox until it ends, so that it goes on after a crash.
    """
    transaction.commit()


@cache
def bell() -> Huey | None:
    """Return the queue that wakes the worker: COMMUNES_HUEY, else a file in COMMUNES_VAR.

    Without either nothing rings, and the worker finds the jobs on its rounds.
    """
    address = os.environ.get("COMMUNES_HUEY", "")
    if address.startswith("redis"):
        return RedisHuey("communes", results=False, connection_pool=_redis(address))
    if not address and "COMMUNES_VAR" not in os.environ:
        return None
    path = Path(address.removeprefix("sqlite://") or f"{os.environ['COMMUNES_VAR']}/huey.sqlite")
    # huey pickles its messages: whoever can write this file commands the worker.
    path.touch(mode=0o600)
    path.chmod(0o600)
    return SqliteHuey("communes", results=False, filename=str(path), timeout=PATIENCE)


def _redis(address: str) -> Any:
    # Here, because only clusters that use Redis have its client.
    from redis import ConnectionPool
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    return ConnectionPool.from_url(
        address,
        socket_timeout=PATIENCE,
        socket_connect_timeout=PATIENCE,
        retry=Retry(NoBackoff(), 0),
    )


def _ring(committed: bool, site_id: str, due: float) -> None:
    """After-commit hook: whatever fails here, the job is written and will be found."""
    huey = bell() if committed else None
    if huey is not None:
        huey.storage.enqueue(huey.serializer.serialize((site_id, due)))


def _key(due: datetime, job_id: str) -> str:
    return f"{int(due.timestamp() * 1000):015d}-{job_id}"


def _due(key: str) -> datetime:
    return datetime.fromtimestamp(int(key.partition("-")[0]) / 1000, UTC)


def _job(key: str, entry: Entry) -> Job:
    return Job(entry.id, entry.name, entry.args, _due(key), entry.attempts, entry.error)
