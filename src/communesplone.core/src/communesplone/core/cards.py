"""What the cards of the dashboard share: they ask the catalog by index, and tell moments."""

from communesplone.core.browser.page import FILES
from communesplone.core.browser.page import local
from communesplone.core.hours import BRUSSELS
from communesplone.core.interfaces import ICard
from communesplone.core.typography import known
from communesplone.core.typography import moment
from communesplone.core.typography import typeset
from datetime import datetime
from functools import cached_property
from plone import api
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.publisher.interfaces.browser import IBrowserRequest


@implementer(ICard)
class Card:
    """A group of rows; subclasses give title, description, group and rows."""

    title: str | Message = ""
    description: str | Message = ""
    group = "decide"
    more_url = ""

    def __init__(self, site: PloneSite, request: IBrowserRequest) -> None:
        self.site = site
        self.request = request

    def available(self) -> bool:
        return True

    @cached_property
    def person(self) -> str:
        return api.user.get_current().getId()

    @cached_property
    def now(self) -> datetime:
        return datetime.now(BRUSSELS)

    @cached_property
    def language(self) -> str:
        return known(api.portal.get_current_language())

    def find(self, **query: Any) -> Any:
        """Return what this person may see, also what is not yet or no longer shown to citizens."""
        return self.site.portal_catalog.searchResults(show_inactive=True, **query)

    def told(self, when: Any) -> str:
        """Return a moment of the catalog in words: "hier à 16 h 10"."""
        found = local(when)
        return moment(found, self.now, self.language) if found is not None else ""

    def named(self, brain: AbstractCatalogBrain) -> str:
        return typeset(brain.Title, self.language) or brain.getId

    def address(self, brain: AbstractCatalogBrain) -> str:
        return brain.getURL() + ("/view" if brain.portal_type in FILES else "")

    def words(self, message: Message) -> str:
        return translate(message, target_language=self.language)
