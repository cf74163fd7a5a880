"""Pages for those who are not logged in yet: in the look that citizens see, kept by no cache."""

from communesplone.accounts.interfaces import Refusal
from communesplone.accounts.store import Store
from communesplone.accounts.store import store
from communesplone.core.browser.page import Page
from communesplone.core.changes import keep_quiet
from functools import cached_property
from plone.protect.interfaces import IDisableCSRFProtection
from Products.CMFPlone.Portal import PloneSite
from zExceptions import BadRequest
from zExceptions import NotFound
from zope.component.hooks import getSite
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import alsoProvides


class EntrancePage(Page):
    """A page on the way in. Its forms have no session to take a token from.

    What they may do follows from what is typed or from a signed link, never from who is logged
    in; what they write changes no page that citizens see.
    """

    indexed = False
    asks_feedback = False
    problem: Message | None = None
    state = "form"

    def __call__(self) -> str:
        if store(getSite()) is None:
            raise NotFound(self.__name__)
        response = self.request.response
        response.setHeader("Cache-Control", "private, no-store")
        response.setHeader("Referrer-Policy", "no-referrer")
        if self.request.method == "POST":
            alsoProvides(self.request, IDisableCSRFProtection)
            keep_quiet(self.request)
            try:
                self.post()
            except Refusal as refusal:
                self.refuse(refusal.message)
        else:
            self.show()
        if response.getStatus() in (302, 303):
            return ""
        return self.index()

    def show(self) -> None:
        """Prepare the page that a visit shows."""

    def post(self) -> None:
        """Do what the form asks.

        :raises Refusal: with a sentence.
        """
        raise NotImplementedError

    def refuse(self, problem: Message, status: int = 400) -> None:
        self.problem = problem
        self.request.response.setStatus(status)

    @cached_property
    def site(self) -> PloneSite:
        return getSite()

    @cached_property
    def store(self) -> Store:
        return store(self.site)

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/@@{self.__name__}"

    canonical = url

    @property
    def network(self) -> str:
        return self.request.environ.get("REMOTE_ADDR", "")

    def read(self, name: str, longest: int = 1000) -> str:
        """Return one text of the form.

        :raises BadRequest: it is no text, or a very long one.
        """
        value = self.request.form.get(name, "")
        if not isinstance(value, str) or len(value) > longest:
            raise BadRequest(f"{name}: one text")
        return value

    def say(self, words: Message | str) -> str:
        return self.text(translate(words, target_language=self.language))
