"""Mail that came back: counted for the subscriber, who gets no more when it was for good."""

from communesplone.core.settings import settings
from communesplone.subscriptions.letters import return_token
from communesplone.subscriptions.settings import ISubscriptionsSettings
from communesplone.subscriptions.store import store
from datetime import datetime
from datetime import UTC
from Products.CMFPlone.Portal import PloneSite
import hmac
import re


TOKEN = re.compile(r"(?P<site>[A-Za-z0-9_-]+)\.(?P<subscriber>[0-9a-f]{16})\.[0-9a-f]{10}")


def subscriber_of(site: PloneSite, return_path: str) -> str | None:
    """Return the id that a return path names; None when this site did not write it."""
    found = TOKEN.search(return_path)
    if not found:
        return None
    expected = return_token(site, found["subscriber"])
    return found["subscriber"] if hmac.compare_digest(expected, found.group()) else None


def count(site: PloneSite, identifier: str, *, permanent: bool) -> None:
    """Count a mail that came back; after enough of those for good, write no more."""
    kept = store(site)
    subscriber = kept.subscribers.get(identifier)
    if subscriber is None:
        return
    if not permanent:
        subscriber.soft_bounces += 1
        return
    subscriber.hard_bounces += 1
    if subscriber.hard_bounces >= settings(ISubscriptionsSettings, site).hard_bounces:
        subscriber.suspended = subscriber.suspended or datetime.now(UTC)
        kept.follow(identifier)
