"""The jobs that write to subscribers: resumable, and one mail at a time.

A mail is handed to the relay, then written down as handed over and committed, before the next.
A worker that dies finds at its return whom it has written to. Should it die between the relay's
yes and the commit, that one mail is sent again, with the same Message-ID: nothing can make two
servers agree on that moment, and one mail too many is better than one too few.
"""

from collections.abc import Iterable
from communesplone.core import jobs
from communesplone.core.relay import connected
from communesplone.core.relay import hand_over
from communesplone.core.relay import Refused
from communesplone.core.settings import settings
from communesplone.subscriptions import bounces
from communesplone.subscriptions import limits
from communesplone.subscriptions.compose import Composer
from communesplone.subscriptions.compose import confirmation
from communesplone.subscriptions.digest import due_periods
from communesplone.subscriptions.digest import next_moment
from communesplone.subscriptions.joining import TIME_TO_CONFIRM
from communesplone.subscriptions.letters import Sender
from communesplone.subscriptions.settings import ISubscriptionsSettings
from communesplone.subscriptions.store import Mailing
from communesplone.subscriptions.store import Store
from communesplone.subscriptions.store import store
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from itertools import islice
from Products.CMFPlone.Portal import PloneSite
from smtplib import SMTP
import logging


#: Job of every day: digests are begun, what is no longer needed is forgotten.
DAY = "communesplone.subscriptions.day"
#: Job that sends a part of a mailing.
SEND = "communesplone.subscriptions.send"
#: Job that tries again those whom the relay could not take.
AGAIN = "communesplone.subscriptions.again"
#: Looked at by one job: an urgent mail of any site waits for no more than these.
BATCH = 100
WAITS = tuple(timedelta(minutes=minutes) for minutes in (10, 60, 240))
MAILINGS_KEPT = timedelta(days=30)
SUSPENDED_KEPT = timedelta(days=180)
logger = logging.getLogger(__name__)


def every_day(site: PloneSite) -> None:
    """Job: begin the digests that are due, forget what is old, and come again tomorrow."""
    kept = store(site)
    if kept is None:
        # The add-on was taken out of the site
        return
    now = datetime.now(UTC)
    forget(kept, now)
    for period in due_periods(kept, now, settings(ISubscriptionsSettings, site).weekly_day):
        kept.covered[period.frequency] = period.until
        what = {"frequency": period.frequency, "since": period.since, "until": period.until}
        begin(site, period.key, Mailing(now, what))
    schedule(site, now)


def schedule(site: PloneSite, now: datetime) -> None:
    """Have the daily job run at its next hour, once."""
    if any(job.name == DAY and job.due > now for job in jobs.pending(site)):
        return
    jobs.add(
        DAY, run_at=next_moment(now, settings(ISubscriptionsSettings, site).digest_hour), site=site
    )


def begin(site: PloneSite, key: str, mailing: Mailing) -> None:
    """Keep a mailing and have it sent; one with this key that was begun is not begun again."""
    kept = store(site)
    if key not in kept.mailings:
        kept.mailings[key] = mailing
        jobs.add(SEND, key, "", site=site)


def forget(kept: Store, now: datetime) -> None:
    """Forget wishes that nobody confirmed, old mailings and addresses that take no mail."""
    limits.sweep(kept, now)
    for key, wish in list(kept.wishes.items()):
        if wish.asked + TIME_TO_CONFIRM < now:
            del kept.wishes[key]
    for key, mailing in list(kept.mailings.items()):
        if mailing.made + MAILINGS_KEPT < now:
            del kept.mailings[key]
    for identifier, subscriber in list(kept.subscribers.items()):
        if subscriber.suspended and subscriber.suspended + SUSPENDED_KEPT < now:
            kept.erase(identifier)


def ask_to_confirm(site: PloneSite, identifier: str) -> None:
    """Job: write to somebody who wishes to subscribe."""
    kept = store(site)
    wish = kept.wishes.get(identifier)
    if wish is None:
        return
    message = confirmation(site, identifier, wish)
    with connected(site) as server:
        try:
            hand_over(server, Sender(site).address, message)
        except Refused as refused:
            # It is nobody's mailbox: there is nothing to keep
            logger.info("A confirmation was refused")
            if refused.permanent:
                del kept.wishes[identifier]
            else:
                raise


def send(site: PloneSite, key: str, after: str) -> None:
    """Job: write to those of a mailing who come after an id, and leave the rest to the next."""
    kept = store(site)
    if kept is None or key not in kept.mailings:
        return
    topic = kept.mailings[key].what.get("topic", "")
    ids = list(islice(kept.after(after, topic), BATCH))
    _write_to(site, key, ids, attempt=0)
    if len(ids) == BATCH:
        jobs.add(SEND, key, ids[-1], site=site)


def send_again(site: PloneSite, key: str, ids: tuple[str, ...], attempt: int) -> None:
    """Job: write to those whom the relay could not take before."""
    kept = store(site)
    if kept is not None and key in kept.mailings:
        _write_to(site, key, ids, attempt)


def _write_to(site: PloneSite, key: str, ids: Iterable[str], attempt: int) -> None:
    composer = Composer(site, key)
    ids = [one for one in ids if composer.message(one) is not None]
    if not ids:
        return
    with connected(site) as server:
        deferred = [one for one in ids if not _write_one(site, server, composer, one, attempt)]
    if deferred:
        run_at = datetime.now(UTC) + WAITS[attempt]
        jobs.add(AGAIN, key, tuple(deferred), attempt + 1, run_at=run_at, site=site)


def _write_one(
    site: PloneSite, server: SMTP, composer: Composer, identifier: str, attempt: int
) -> bool:
    """Hand one mail over and commit; return False when it has to be tried later."""
    message = composer.message(identifier)
    if message is None:
        # Taken offline, unsubscribed or sent since we began
        return True
    try:
        hand_over(server, composer.sender.return_path(identifier), message)
    except Refused as refused:
        if not refused.permanent and attempt < len(WAITS):
            return False
        bounces.count(site, identifier, permanent=refused.permanent)
    composer.mailing.done.insert(identifier)
    jobs.keep_so_far()
    return True
