"""What changed, and when a page changes by itself.

Each site counts its changes, so that whatever is kept about it (pages in the proxy and in
browsers, fragments in RAM) can be told from what is true now. Any write counts: content, users,
settings, workflow, sharing.
"""

from BTrees.Length import Length
from communesplone.core import jobs
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from http.client import HTTPConnection
from http.client import HTTPException
from Products.CMFPlone.Portal import PloneSite
from urllib.parse import urlsplit
from ZODB.Connection import Connection
from zope.annotation.interfaces import IAnnotations
from zope.globalrequest import getRequest
from zope.publisher.interfaces import IRequest
import logging
import os
import transaction


KEY = "communesplone.changes"
NEXT_CHANGE = "communesplone.next_change"
QUIET = "communesplone.quiet"
BAN_AGAIN = "communesplone.ban_again"
#: A page that Varnish began to fetch before the ban is stored after it, stale.
SLOWEST_FETCH = timedelta(seconds=10)
PATIENCE = 0.5
logger = logging.getLogger(__name__)


class _Touched(set):
    """The ids of the sites that a transaction touched; its class is the transaction's key."""


def counter(site: PloneSite) -> int:
    """Return how many transactions changed `site`; it never goes back but by a restore."""
    length = IAnnotations(site).get(KEY)
    return 0 if length is None else length()


def stamp(site: PloneSite) -> str:
    """Return what no other state of `site` has, not even one that a restore brings back."""
    length = IAnnotations(site).get(KEY)
    return "" if length is None else f"{length()}.{length._p_serial.hex()}"


def touch(site: PloneSite) -> None:
    """Count a change of `site`, once per transaction, and ban its pages after the commit."""
    current = transaction.get()
    try:
        touched = current.data(_Touched)
    except KeyError:
        touched = _Touched()
        current.set_data(_Touched, touched)
    if site.getId() in touched:
        return
    touched.add(site.getId())
    annotations = IAnnotations(site)
    if KEY not in annotations:
        annotations[KEY] = Length()
    annotations[KEY].change(1)
    if proxies():
        current.addAfterCommitHook(_ban_after_commit, args=(site.getId(),))
        jobs.add(BAN_AGAIN, run_at=datetime.now(UTC) + SLOWEST_FETCH, site=site)


def keep_quiet(request: IRequest) -> None:
    """Say that what `request` writes changes no page, so that caches keep them."""
    IAnnotations(request)[QUIET] = True


def stay_quiet() -> None:
    """Say that what is being written, by a job as a rule, changes no page of citizens."""
    request = getRequest()
    if request is not None:
        keep_quiet(request)


def is_quiet(request: IRequest) -> bool:
    """Tell whether what `request` writes changes no page."""
    return bool(IAnnotations(request).get(QUIET))


def has_writes(connection: Connection) -> bool:
    """Tell whether the transaction of `connection` wrote, also what a savepoint set aside."""
    return any(
        opened._registered_objects or opened._savepoint_storage is not None
        for opened in connection.connections.values()
    )


def declare_next_change(request: IRequest, moment: datetime) -> None:
    """Say that the page of `request` changes by itself at `moment`; the earliest counts.

    :param moment: aware datetime: an opening, a closing, an event's end, an alert's start.
    :raises ValueError: for a naive datetime.
    """
    if moment.tzinfo is None:
        raise ValueError("A moment without a timezone is no moment.")
    declared = next_change(request)
    if declared is None or moment < declared:
        IAnnotations(request)[NEXT_CHANGE] = moment


def next_change(request: IRequest) -> datetime | None:
    """Return the earliest declared moment at which the page changes by itself."""
    return IAnnotations(request).get(NEXT_CHANGE)


def proxies() -> tuple[str, ...]:
    """Return the addresses that take bans: COMMUNES_BAN_URL, none without a proxy."""
    return tuple(os.environ.get("COMMUNES_BAN_URL", "").split())


def ban_again(site: PloneSite) -> None:
    """Job: ban the pages that were being fetched when the first ban came."""
    ban(site.getId())


def ban(site_id: str) -> None:
    """Have every proxy forget the pages of a site. A proxy that is down is logged, no more."""
    for address in proxies():
        try:
            _send_ban(address, site_id)
        except (OSError, HTTPException) as error:
            logger.warning("No ban of %s at %s: %s", site_id, address, error)


def _ban_after_commit(committed: bool, site_id: str) -> None:
    if committed:
        ban(site_id)


def _send_ban(address: str, site_id: str) -> None:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
    try:
        connection.request("BAN", parts.path or "/", headers={"X-Commune": site_id})
        answer = connection.getresponse()
        if answer.status != 200:
            raise HTTPException(f"{answer.status} {answer.reason}")
    finally:
        connection.close()
