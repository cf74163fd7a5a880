"""@@library-adopt: the one form in which a commune says what only it knows, then has a draft."""

from communesplone.core import _
from communesplone.core.sharing.calling import BRINGING
from communesplone.core.sharing.registration import local_fields
from communesplone.sharing.adopting import adopt
from communesplone.sharing.adopting import fetched
from communesplone.sharing.adopting import why_here
from communesplone.sharing.browser.asking import Asking
from communesplone.sharing.browser.asking import container
from communesplone.sharing.browser.asking import LocalFields
from communesplone.sharing.browser.item import OfOneItem
from communesplone.sharing.client import library
from communesplone.sharing.places import places
from communesplone.sharing.references import Asked
from communesplone.sharing.references import asked
from communesplone.sharing.references import known
from functools import cached_property
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from zExceptions import NotFound
from zope.i18nmessageid import Message


WHERE = "where"


class AdoptView(OfOneItem, Asking):
    """What only the commune knows: local fields, links, the place."""

    page_title = _("What only you know")

    @property
    def author(self) -> str:
        return self.standing.summary.issuer_name

    @cached_property
    def form(self) -> LocalFields:
        return self.made_form(("", one) for one in local_fields(self.envelope["type"]).values())

    def fields(self) -> list[dict[str, Any]]:
        """Return the local fields as the template draws them."""
        return list(self.drawn(self.form).values())

    @cached_property
    def questions(self) -> list[Asked]:
        return asked(self.site, self.envelope, self.kept)

    def links(self) -> list[dict[str, Any]]:
        return self.drawn_links(self.questions)

    @cached_property
    def places(self) -> list[tuple[str, str]]:
        return places(self.site, self.envelope["type"], self.envelope["language"])

    def place_choices(self) -> list[dict[str, Any]]:
        return self.place_rows(WHERE, self.places)

    @property
    def many(self) -> int:
        """How many things are asked."""
        return len(self.form.widgets) + len(self.questions)

    @property
    def here(self) -> Message | None:
        """Why it cannot be adopted again; None if it can."""
        return why_here(self.urn, self.kept)

    def post(self) -> str | None:
        """Make the draft, or say what is wrong; whatever was typed stays."""
        answers, errors = self.form.extractData()
        choices = self.read_links(self.questions)
        if errors or self.wrong:
            self.problem = _("Something remains to be corrected below.")
            return None
        return self._make(answers, choices)

    def _make(self, answers: dict[str, Any], choices: dict[str, str]) -> str:
        # Files may take longer than what a page shows
        found = library(self.site, BRINGING)
        if found is None:
            raise NotFound(self.urn)
        item = adopt(
            container(self.site, self.text(WHERE, 40), self.envelope["type"]),
            self.envelope,
            fetched(found, self.envelope),
            answers,
            known(self.envelope, self.kept) | choices,
            self.kept,
            self.automatic,
        )
        words = _("The draft is made. Read it over, then publish it.")
        IStatusMessage(self.request).add(self.say(words), "info")
        return f"{item.absolute_url()}/view"
