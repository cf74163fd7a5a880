"""What the tests of mail do in the database, in the process that keeps it open."""

from communesplone.core.changes import touch
from communesplone.core.settings import settings
from communesplone.subscriptions import joining
from communesplone.subscriptions import sending
from communesplone.subscriptions.letters import return_token
from communesplone.subscriptions.settings import ISubscriptionsSettings
from communesplone.subscriptions.store import store
from communesplone.subscriptions.store import Wish
from DateTime import DateTime
from datetime import datetime
from datetime import UTC
from plone import api
from zope.component.hooks import setSite


def begin_digest(app, site_id, count):
    """Subscribe `count` people to the news, publish one and begin the digest of the day."""
    site = app[site_id]
    setSite(site)
    for number in range(count):
        address = f"reader{number:02}@example.be"
        wish = Wish(address, "fr", "daily", {"news": ()}, datetime.now(UTC))
        store(site).wishes["w"] = wish
        joining.confirm(site, "w")
    item = api.content.create(site, "News Item", title="Travaux place du Marché")
    item.effective_date = DateTime() - 1e-4
    api.content.transition(item, to_state="published")
    item.reindexObject()
    sending.every_day(site)
    touch(site)


def done(app, site_id):
    """Return how many the digest was handed over for."""
    return sum(len(mailing.done) for mailing in store(app[site_id]).mailings.values())


def return_path(app, site_id):
    """Return where the mail of the first subscriber comes back to."""
    site = app[site_id]
    setSite(site)
    settings(ISubscriptionsSettings, site).bounce_address = "bounces@example.be"
    return f"bounces+{return_token(site, store(site).subscribers.minKey())}@example.be"


def bounced(app, site_id):
    """Return how often mail to the first subscriber came back, for good and for a while."""
    kept = store(app[site_id])
    first = kept.subscribers[kept.subscribers.minKey()]
    return [first.hard_bounces, first.soft_bounces, bool(first.suspended)]


def count(app, site_id):
    """Return how many subscribe."""
    return len(store(app[site_id]).subscribers)
