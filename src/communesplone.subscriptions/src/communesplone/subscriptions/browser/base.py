"""What the pages of subscriptions share."""

from communesplone.core import _
from communesplone.core import tokens
from communesplone.core.browser.page import Page
from communesplone.core.changes import keep_quiet
from communesplone.core.static import StaticFiles
from communesplone.subscriptions.store import Store
from communesplone.subscriptions.store import store
from datetime import datetime
from datetime import UTC
from functools import cached_property
from plone.protect.interfaces import IDisableCSRFProtection
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component.hooks import getSite
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import alsoProvides


STATIC = StaticFiles("communesplone.subscriptions", __package__)


class SubscriptionPage(Page):
    """A page about a subscription; `state` says which of its faces the template shows."""

    state = "form"
    indexed = False
    #: Topics and frequency, the same on every form.
    fields = ViewPageTemplateFile("fields.pt")

    @cached_property
    def store(self) -> Store:
        return store(getSite())

    @property
    def stylesheet(self) -> str:
        return STATIC.url("subscriptions.css")

    @cached_property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/@@{self.__name__}"

    @property
    def canonical(self) -> str:
        return self.url

    @cached_property
    def subscribe_url(self) -> str:
        return f"{self.context.absolute_url()}/@@subscriptions"

    def say(self, words: Message | str) -> str:
        """Return a message in the language of the page, typeset."""
        return self.text(translate(words, target_language=self.language))

    @property
    def is_post(self) -> bool:
        return self.request.method == "POST"

    def accept_post(self) -> None:
        """Accept a form that holds no secret of a session.

        Anybody may send it: what it may do follows from the address or the token in it, and not
        from who is logged in. What it writes changes no page of the site.
        """
        alsoProvides(self.request, IDisableCSRFProtection)
        keep_quiet(self.request)


class TokenPage(SubscriptionPage):
    """A page that a link in a mail leads to: nobody else's, kept by no cache."""

    purpose = ""
    token: tokens.Token

    def __call__(self) -> str:
        """Show what the link is about; only a POST does anything."""
        self.lighten()
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.request.response.setHeader("Referrer-Policy", "no-referrer")
        try:
            self.token = tokens.read(
                self.store.secret, self.given, self.purpose, datetime.now(UTC)
            )
            self.open()
        except tokens.ExpiredToken:
            self._close("expired", 410)
        except (tokens.InvalidToken, KeyError):
            self._close("unknown", 404)
        return self.index()

    @cached_property
    def given(self) -> str:
        """The text of the token: one line, whatever was sent."""
        value = self.request.form.get("t", "")
        return value if isinstance(value, str) else ""

    def open(self) -> None:
        """Do or show what the token is for.

        :raises KeyError: what it is about is no longer there.
        """
        raise NotImplementedError

    def _close(self, state: str, status: int) -> None:
        self.state = state
        self.request.response.setStatus(status)

    @property
    def page_title(self) -> Message:
        return _("Your subscription")
