"""The page on which a citizen subscribes."""

from communesplone.core import _
from communesplone.core.clients import client_of
from communesplone.subscriptions import joining
from communesplone.subscriptions import limits
from communesplone.subscriptions.address import InvalidAddress
from communesplone.subscriptions.address import read_address
from communesplone.subscriptions.address import shown
from communesplone.subscriptions.browser import form
from communesplone.subscriptions.browser.base import SubscriptionPage
from communesplone.subscriptions.store import Wish
from communesplone.subscriptions.topics import offered
from datetime import datetime
from datetime import UTC
from functools import cached_property
from plone.api.portal import get_current_language
from typing import Any
from zope.component.hooks import getSite
from zope.i18nmessageid import Message


LONGEST_SHOWN = 254


class SubscribeView(SubscriptionPage):
    """@@subscriptions: topics, how often, an address. The answer never tells who is known."""

    indexed = True
    page_title = _("Receive news by mail")

    def __call__(self) -> str:
        """Show the form; take it when it is sent."""
        self.lighten()
        self.problems: list[dict[str, str]] = []
        if self.is_post:
            self.accept_post()
            self._take()
        return self.index()

    @cached_property
    def topics(self) -> dict[str, Any]:
        return offered(getSite())

    @property
    def page_description(self) -> Message:
        return _("Choose what the commune writes to you about, and how often.")

    def _take(self) -> None:
        """Check what was sent, and keep it as a wish to be confirmed."""
        fields, now = self.request.form, datetime.now(UTC)
        topics = form.read_topics(fields, self.topics)
        if not topics:
            self._problem("topics", _("Choose at least one topic."))
        try:
            address = read_address(self.typed_address)
        except InvalidAddress:
            self._problem("email", _("Write a complete address, such as name@example.be"))
        if self.problems:
            self.request.response.setStatus(400)
        elif not limits.allow(self.store, self._client(), limits.BY_CLIENT, now):
            self._too_many()
        else:
            self.state = "asked"
            if not fields.get("website"):
                language = get_current_language(self.context)[:2]
                frequency = form.read_frequency(fields)
                wish = Wish(address, language, frequency, topics, now)
                if not joining.ask(getSite(), wish):
                    self._too_many()

    def _too_many(self) -> None:
        """Say politely that nothing was sent or kept, and when to come back."""
        self.state = "too-many"
        self.request.response.setStatus(429)
        self.request.response.setHeader("Retry-After", "3600")

    def _problem(self, field: str, words: Message) -> None:
        self.problems.append({"field": field, "text": self.say(words)})

    def _client(self) -> str:
        return client_of(
            self.request.getClientAddr() or self.request.environ.get("REMOTE_ADDR", "")
        )

    def problem(self, field: str) -> str:
        """Return what is wrong with a field, empty when nothing is."""
        return next((one["text"] for one in self.problems if one["field"] == field), "")

    @cached_property
    def typed_address(self) -> str:
        value = self.request.form.get("email", "")
        return value[: LONGEST_SHOWN + 1] if isinstance(value, str) else ""

    @property
    def asked_address(self) -> str:
        return shown(read_address(self.typed_address))

    def topic_rows(self) -> list[dict[str, Any]]:
        """Return the topics; those that a link asks for are ticked, or the only one."""
        chosen = form.read_topics(self.request.form, self.topics)
        if not chosen and not self.is_post:
            chosen = {name: () for name in self.topics if len(self.topics) == 1}
        return form.topic_rows(self.topics, chosen, self.language)

    def frequencies(self) -> list[dict[str, Any]]:
        """Return how often one can be written to."""
        return form.frequency_rows(form.read_frequency(self.request.form), self.language)
