"""The pages that links in mails lead to: confirming, unsubscribing, one's own data.

A GET writes nothing: mail scanners open every link before their user does.
"""

from communesplone.core import tokens
from communesplone.subscriptions import joining
from communesplone.subscriptions.address import shown
from communesplone.subscriptions.browser import form
from communesplone.subscriptions.browser.base import TokenPage
from communesplone.subscriptions.store import Subscriber
from communesplone.subscriptions.store import Wish
from communesplone.subscriptions.topics import all_topics
from communesplone.subscriptions.topics import offered
from datetime import datetime
from datetime import UTC
from functools import cached_property
from typing import Any
from zope.component.hooks import getSite
import json


class ConfirmView(TokenPage):
    """@@subscriptions-confirm: a button, and what it did."""

    purpose = tokens.CONFIRM
    wish: Wish

    def open(self) -> None:
        """Show the wish; make it true by POST. A wish is confirmed once."""
        self.wish = self.store.wishes[self.token.subject]
        if self.is_post:
            self.accept_post()
            subscriber = joining.confirm(getSite(), self.token.subject)
            self.own_url = joining.manage_link(
                getSite(), subscriber, datetime.now(UTC), self.wish.language
            )
            self.state = "done"

    def titles(self) -> list[str]:
        """Return the titles of the topics that are asked for."""
        known = all_topics(getSite())
        return [self.say(known[name].title) for name in self.wish.topics if name in known]

    @property
    def address(self) -> str:
        return shown(self.wish.address)


class UnsubscribeView(TokenPage):
    """@@subscriptions-unsubscribe: the target of List-Unsubscribe (RFC 8058).

    Mail services POST to it without cookies, without reading the page first and more than once.
    """

    purpose = tokens.UNSUBSCRIBE

    def open(self) -> None:
        """Unsubscribe by POST, whoever asks: the signed link is all it takes."""
        if self.is_post:
            self.accept_post()
            joining.unsubscribe(getSite(), self.token.subject, self.token.scope)
            self.state = "done"

    def titles(self) -> list[str]:
        """Return the titles of the topics that the link stops."""
        subscriber = self.store.subscribers.get(self.token.subject)
        if subscriber is None:
            return []
        known = all_topics(getSite())
        meant = joining.meant(getSite(), self.token.scope, subscriber.topics)
        return [self.say(known[name].title) for name in meant if name in known]


class ManageView(TokenPage):
    """@@subscriptions-manage: other topics, one's data, erasing everything."""

    purpose = tokens.MANAGE
    subscriber: Subscriber

    def open(self) -> None:
        """Show the subscription; save or erase it by POST."""
        self.subscriber = self.store.subscribers[self.token.subject]
        if not self.is_post:
            return
        self.accept_post()
        topics = form.read_topics(self.request.form, self.topics)
        if self.request.form.get("do") == "save" and topics:
            frequency = form.read_frequency(self.request.form)
            joining.change(self.store, self.token.subject, topics, frequency)
            self.state = "saved"
        else:
            self._erase()

    def _erase(self) -> None:
        """Erase, when that is what was asked: no topic at all may be a slip."""
        if self.request.form.get("do") == "erase":
            self.store.erase(self.token.subject)
            self.state = "erased"
        else:
            self.state = "nothing"
            self.request.response.setStatus(400)

    @cached_property
    def topics(self) -> dict[str, Any]:
        return offered(getSite())

    @property
    def address(self) -> str:
        return shown(self.subscriber.address)

    @property
    def data_url(self) -> str:
        return f"{self.context.absolute_url()}/@@subscriptions-data?t={self.given}"

    def topic_rows(self) -> list[dict[str, Any]]:
        """Return the topics, those of the subscriber ticked."""
        return form.topic_rows(self.topics, self.subscriber.topics, self.language)

    def frequencies(self) -> list[dict[str, Any]]:
        """Return how often one can be written to."""
        return form.frequency_rows(self.subscriber.frequency, self.language)


class DataView(ManageView):
    """@@subscriptions-data: all that is known of a subscriber, to take away (GDPR, article 20)."""

    def __call__(self) -> str:
        """Return JSON; a link that is not good gets the page that says so."""
        page = super().__call__()
        if self.request.response.getStatus() != 200:
            return page
        response = self.request.response
        response.setHeader("Content-Type", "application/json; charset=utf-8")
        response.setHeader("Content-Disposition", 'attachment; filename="subscription.json"')
        data = joining.personal_data(self.token.subject, self.subscriber)
        return json.dumps(data, ensure_ascii=False, indent=2)

    def open(self) -> None:
        """Find the subscriber; nothing can be sent here."""
        self.subscriber = self.store.subscribers[self.token.subject]
