"""What the pages of sharing have in common: the store, the library, words, forms that post."""

from collections.abc import Callable
from communesplone.core.browser.form_page import FormPage
from communesplone.core.sharing.calling import Silence
from communesplone.core.sharing.interfaces import ILibrary
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.records import PACK
from communesplone.core.sharing.records import Summary
from communesplone.core.sharing.registration import shareable
from communesplone.core.sharing.showing import LANGUAGE_NAMES
from communesplone.core.sharing.showing import LICENCE_NAMES
from communesplone.core.static import StaticFiles
from communesplone.core.typography import typeset
from communesplone.core.wording import day_of
from communesplone.sharing.alike import Alike
from communesplone.sharing.alike import alike
from communesplone.sharing.browser.silent import SilentPage
from communesplone.sharing.catching_up.words import told
from communesplone.sharing.client import library
from communesplone.sharing.store import Store
from communesplone.sharing.store import store
from functools import cached_property
from typing import Any
from zExceptions import BadRequest
from zExceptions import NotFound
from zope.i18nmessageid import Message
import transaction


STATIC = StaticFiles("communesplone.sharing", __package__)


class SharingView(FormPage):
    """A page of the back office; `problem` is said above the work, what was typed stays."""

    problem: Message | None = None

    def __call__(self) -> str:
        """Do what a form posts, then lead on; show the page otherwise."""
        if store(self.site) is None:
            raise NotFound(self.__name__)
        self.request.response.setHeader("Cache-Control", "private, no-store")
        try:
            return self.index() if self.request.method != "POST" else self._do(self.post)
        except Silence as silence:
            self.request.response.setStatus(503)
            page = SilentPage(self.context, self.request)
            page.__name__, page.stylesheet = self.__name__, self.stylesheet
            page.problem = silence.message
            return page.index()

    def post(self) -> str | None:
        """Do what was asked; return where to go, None to show the page."""
        raise BadRequest("This page takes no form.")

    def _do(self, act: Callable[[], str | None]) -> str:
        try:
            lead_to = act()
        except SharingError as error:
            # Whatever was begun is not kept: the page that says why is an answer like any other
            transaction.doom()
            self.problem, lead_to = error.message, None
        if lead_to is None:
            if self.problem:
                self.request.response.setStatus(400)
            return self.index()
        self.request.response.redirect(lead_to, status=303)
        return ""

    @cached_property
    def kept(self) -> Store:
        return store(self.site)

    @cached_property
    def library(self) -> ILibrary | None:
        return library(self.site)

    @cached_property
    def like_us(self) -> Alike:
        """The communes with whom the catch-up board compares this one."""
        return alike(self.site)

    @property
    def like_us_words(self) -> str:
        """Return what they have in common with this one, empty for nothing."""
        return told(self.like_us.criteria, self.say)

    @property
    def stylesheet(self) -> str:
        return STATIC.url("sharing.css")

    def day(self, moment: str) -> str:
        """Return the day of a moment of ISO in words, empty for none."""
        return day_of(moment, self.language) if moment else ""

    def kind(self, portal_type: str) -> str:
        """Return what a type is called."""
        declared = shareable(portal_type)
        return self.say(declared.title) if declared is not None else portal_type

    def licence(self, name: str) -> str:
        return self.say(LICENCE_NAMES.get(name, name))

    def language_name(self, code: str) -> str:
        return self.say(LANGUAGE_NAMES.get(code, code))

    def row(self, summary: Summary) -> dict[str, Any]:
        """Return a row of the library as lists show it."""
        return {
            "urn": summary.urn,
            "title": typeset(summary.title, self.language),
            "description": typeset(summary.description, self.language),
            "kind": self.kind(summary.portal_type),
            "contents": summary.contents,
            "author": summary.issuer_name,
            "revision": summary.revision,
            "day": self.day(summary.accepted),
            "licence": self.licence(summary.licence),
            "adopters": summary.adopters,
            **self._standing(summary),
        }

    def _standing(self, summary: Summary) -> dict[str, Any]:
        """Return where a row leads, what of it is here, and whether something newer is there."""
        if summary.kind == PACK:
            pack = self.kept.packs.get(summary.urn)
            return {
                "url": self.page("library-pack", urn=summary.urn),
                "state": "" if pack is None else "adopted",
                "behind": pack is not None and pack.revision < summary.revision,
            }
        at = self.kept.at_urn(summary.urn)
        adopted = at is not None and at[1].role == "adopted"
        return {
            "url": self.page("library-item", urn=summary.urn),
            "state": "" if at is None else at[1].role,
            "behind": adopted and at[1].revision < summary.revision,
        }
