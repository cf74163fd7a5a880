"""What the pages of updates share."""

from collections.abc import Callable
from communesplone.core import _
from communesplone.core.hours import BRUSSELS
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.static import StaticFiles
from communesplone.core.typography import hour
from communesplone.core.typography import known
from communesplone.core.typography import moment as near
from communesplone.sharing.store import Store
from communesplone.sharing.store import store
from datetime import datetime
from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.component.hooks import getSite
from zope.i18n import translate
from zope.i18nmessageid import Message
import transaction


STATIC = StaticFiles("communesplone.sharing.updating", __package__)


class UpdatingPage(BrowserView):
    """A page of the back office; each `do` of its form is a method that returns an address."""

    doing: dict[str, str] = {}
    index: Callable[[], str]
    problem: Message | None = None

    def __call__(self) -> str:
        name = self.doing.get(self.text("do")) if self.request.method == "POST" else None
        if name is None:
            return self.index()
        CheckAuthenticator(self.request)
        before = transaction.savepoint(optimistic=True)
        try:
            address = getattr(self, name)()
        except SharingError as error:
            # Whatever was begun is neither shown nor kept: the page that says why is an answer
            # like any other
            before.rollback()
            transaction.doom()
            self.problem = error.message
            self.request.response.setStatus(409)
            return self.index()
        self.request.response.redirect(address, status=303)
        return ""

    @cached_property
    def store(self) -> Store:
        found = store(getSite())
        if found is None:
            raise NotFound(self.__name__)
        return found

    @property
    def site_url(self) -> str:
        return getSite().absolute_url()

    @property
    def list_url(self) -> str:
        return f"{self.site_url}/@@updates"

    @property
    def files(self) -> dict[str, str]:
        return {
            "style": STATIC.url("updating.css"),
            "script": STATIC.url("updating.js"),
        }

    @cached_property
    def language(self) -> str:
        return known(api.portal.get_current_language())

    def text(self, name: str, longest: int = 100_000) -> str:
        """Return one text of the form; nothing for whatever else was sent."""
        value = self.request.form.get(name, "")
        return value[:longest] if isinstance(value, str) else ""

    def say(self, message: Message | str) -> str:
        return translate(message, target_language=self.language)

    def listed(self, words: list[Message | str]) -> str:
        """Return things one after the other."""
        return ", ".join(self.say(one) for one in words)

    def moment(self, when: datetime) -> str:
        """Return a moment in words, with its hour."""
        local = when.astimezone(BRUSSELS)
        told = near(local, datetime.now(BRUSSELS), self.language)
        at = hour(local, self.language)
        return (
            told
            if at in told
            else self.say(_("${day} at ${hour}", mapping={"day": told, "hour": at}))
        )
