"""What other add-ons and the command line ask of subscriptions."""

from collections.abc import Collection
from collections.abc import Iterator
from communesplone.core import jobs
from communesplone.core.interfaces import ISubscriptions
from communesplone.core.records import TopicEntry
from communesplone.core.settings import settings
from communesplone.subscriptions import bounces
from communesplone.subscriptions import sending
from communesplone.subscriptions.settings import ISubscriptionsSettings
from communesplone.subscriptions.store import Mailing
from communesplone.subscriptions.store import store
from communesplone.subscriptions.topics import all_topics
from dataclasses import astuple
from datetime import datetime
from datetime import UTC
from plone.base.interfaces import IMailSchema
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from zope.component import adapter
from zope.interface import implementer


@implementer(ISubscriptions)
class Subscriptions:
    """Mail to the subscribers of a site."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    def send(self, topic: str, entry: TopicEntry, choices: Collection[str] = ()) -> None:
        """See ISubscriptions. An entry whose key was sent for this topic is not sent again."""
        if topic not in all_topics(self.site):
            raise KeyError(topic)
        what = {"topic": topic, "entry": astuple(entry), "choices": tuple(sorted(choices))}
        sending.begin(self.site, f"{topic} {entry.key}", Mailing(datetime.now(UTC), what))

    def bounced(self, return_path: str, permanent: bool) -> bool:
        """See ISubscriptions."""
        subscriber = bounces.subscriber_of(self.site, return_path)
        if subscriber is not None:
            bounces.count(self.site, subscriber, permanent=permanent)
        return subscriber is not None

    def problems(self) -> Iterator[str]:
        """See ISubscriptions. A site that nobody subscribed to has none."""
        if not any(job.name == sending.DAY for job in jobs.pending(self.site)):
            yield "no job makes the digests: nobody gets one, and nothing is forgotten in time."
        if not store(self.site).subscribers:
            return
        chosen = settings(ISubscriptionsSettings, self.site)
        mail = self.site.portal_registry.forInterface(IMailSchema, prefix="plone", check=False)
        if not (chosen.sender_address or mail.email_from_address):
            yield "mail to subscribers has no sender of its own (@@subscriptions-settings)."
        if not chosen.bounce_address:
            yield "mail that comes back is not counted: there is no address for it."

    def mend(self) -> str:
        """See ISubscriptions."""
        sending.schedule(self.site, datetime.now(UTC))
        return "The digests will be made at their hour. Addresses are for you to set."


@implementer(ISubscriptions)
@adapter(IPloneSiteRoot)
def subscriptions(site: PloneSite) -> Subscriptions | None:
    """Return the subscriptions of a site, None where the add-on is not installed."""
    return None if store(site) is None else Subscriptions(site)
