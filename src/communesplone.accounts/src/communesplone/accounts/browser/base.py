"""What the pages of accounts share: the frame of the back office, and forms that post."""

from collections.abc import Callable
from communesplone.accounts import journal
from communesplone.accounts.interfaces import Refusal
from communesplone.accounts.people import People
from communesplone.accounts.store import Entry
from communesplone.accounts.store import Store
from communesplone.accounts.store import store
from communesplone.core.browser.form_page import FormPage
from communesplone.core.hours import BRUSSELS
from communesplone.core.static import StaticFiles
from communesplone.core.typography import hour
from communesplone.core.wording import day_of
from datetime import datetime
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zExceptions import BadRequest
from zExceptions import NotFound
from zope.i18nmessageid import Message


STATIC = StaticFiles("communesplone.accounts", __package__)


class OfficeView(FormPage):
    """A page of the back office. `work` draws its left column, `aside` the right one.

    A form names its act in `act`: `acts` says which method does it and where it leads. What is
    refused is said above the work, and what was typed stays.
    """

    index = ViewPageTemplateFile("shell.pt")
    page_title: Message
    lead: Message | str = ""
    #: Where one comes from, as (title, address).
    way: tuple[Message, str] | None = None
    work: Any = ""
    aside: Any = ""
    acts: dict[str, str] = {}
    problem: Message | None = None

    def __call__(self) -> str:
        """Do what a form asks for, then lead on; show the page otherwise."""
        if store(self.site) is None:
            raise NotFound(self.__name__)
        self.request.response.setHeader("Cache-Control", "private, no-store")
        if self.request.method != "POST":
            return self.index()
        method = self.acts.get(self.text("act"))
        if method is None:
            raise BadRequest("act: none of this page")
        return self._do(getattr(self, method))

    def _do(self, act: Callable[[], str | None]) -> str:
        try:
            lead_to = act()
        except Refusal as refusal:
            self.problem = refusal.message
            self.request.response.setStatus(400)
            return self.index()
        if lead_to is None:
            return self.index()
        self.request.response.redirect(lead_to, status=303)
        return ""

    @cached_property
    def store(self) -> Store:
        return store(self.site)

    @cached_property
    def people(self) -> People:
        return People(self.site)

    @property
    def stylesheet(self) -> str:
        return STATIC.url("accounts.css")

    @property
    def url(self) -> str:
        return f"{self.context.absolute_url()}/@@{self.__name__}"

    def when(self, moment: datetime) -> str:
        """Return a moment in words."""
        here = moment.astimezone(BRUSSELS)
        return f"{day_of(here, self.language)}, {hour(here, self.language)}"

    @cached_property
    def done(self) -> dict[str, Any] | None:
        """What was just done, to say it and to offer to take it back."""
        entry = journal.find(self.site, self.text("done", 40)) if self.text("done", 40) else None
        if entry is None:
            return None
        return {
            "words": self.line(entry),
            "undo": entry.id if entry.act in journal.CAN_UNDO else "",
        }

    def line(self, entry: Entry) -> str:
        """Return a line of the journal as a sentence."""
        return f"{self.people.name(entry.actor)} {self.say(journal.sentence(entry))}"
