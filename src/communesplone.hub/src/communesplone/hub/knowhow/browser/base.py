"""What the pages of know-how have in common: who reads for which commune, forms that post."""

from collections.abc import Callable
from communesplone.core.browser.form_page import read_texts
from communesplone.core.sharing.interfaces import SharingError
from communesplone.hub.browser.base import HubPage
from communesplone.hub.communes.people import commune_of
from communesplone.hub.knowhow.asking import Voice
from communesplone.hub.knowhow.subjects import subjects
from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from zExceptions import Unauthorized
from zope.i18nmessageid import Message


class KnowHowPage(HubPage):
    """`problem` is said above the work; what was typed stays."""

    place = "place-know-how"
    problem: Message | None = None

    @cached_property
    def subjects(self) -> dict[str, str]:
        """Titles of the subjects by their keys."""
        return subjects(self.site, self.language)

    @cached_property
    def issuer(self) -> str | None:
        """The commune that whoever reads works for; None for none."""
        return commune_of(self.site)

    @property
    def person(self) -> str:
        return api.user.get_current().getId() or ""

    @property
    def voice(self) -> Voice:
        """Who writes.

        :raises Unauthorized: this account works for no commune.
        """
        known = self.kept.communes.get(self.issuer) if self.issuer else None
        if known is None:
            raise Unauthorized("An account of a commune writes here.")
        return Voice(self.issuer, known.name, self.person)

    def texts(self, name: str, most: int = 60) -> tuple[str, ...]:
        """Return the ticked boxes of one name.

        :raises BadRequest: they are no texts, or very many.
        """
        return read_texts(self.request, name, most)

    def posted(self, act: Callable[[], str | None]) -> str:
        """Do what a form asks for, then lead on; None or a mistake show the page again.

        :raises Forbidden: no page of ours sent the form.
        """
        CheckAuthenticator(self.request)
        self.request.response.setHeader("Cache-Control", "private, no-store")
        try:
            lead_to = act()
        except SharingError as error:
            self.problem, lead_to = error.message, None
            self.request.response.setStatus(400)
        if lead_to is None:
            return self.index()
        self.request.response.redirect(lead_to, status=303)
        return ""
