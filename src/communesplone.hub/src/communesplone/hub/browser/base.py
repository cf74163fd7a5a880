"""What the hub's pages have in common."""

from communesplone.core.browser.form_page import read_text
from communesplone.core.browser.page import Page
from communesplone.core.sharing.interfaces import ILibrary
from communesplone.core.sharing.records import PACK
from communesplone.core.sharing.records import Summary
from communesplone.core.sharing.registration import shareable
from communesplone.core.sharing.showing import LANGUAGE_NAMES
from communesplone.core.sharing.showing import LICENCE_NAMES
from communesplone.core.wording import day_of
from communesplone.core.wording import say
from communesplone.hub.browser.style import STATIC
from communesplone.hub.catalogue import Catalogue
from communesplone.hub.catalogue import catalogue
from communesplone.hub.communes.people import commune_of
from communesplone.hub.places import REVIEW
from functools import cached_property
from plone import api
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from urllib.parse import urlencode
from zExceptions import NotFound
from zope.component.hooks import getSite
from zope.i18nmessageid import Message


PEOPLE = "communesplone.hub: Keep the people of communes"


class HubPage(Page):
    """A page of the hub, in its frame (`@@hub_frame`); `place` is where its navigation stands."""

    place = ""

    @cached_property
    def site(self) -> PloneSite:
        return getSite()

    @cached_property
    def kept(self) -> Catalogue:
        """What the hub keeps.

        :raises NotFound: the add-on is not installed.
        """
        found = catalogue(self.site)
        if found is None:
            raise NotFound(self.__name__)
        return found

    @cached_property
    def is_member(self) -> bool:
        """Whether somebody works for a commune or keeps the hub: they are told more."""
        keeps = any(api.user.has_permission(one, obj=self.site) for one in (REVIEW, PEOPLE))
        return keeps or commune_of(self.site) is not None

    @cached_property
    def library(self) -> ILibrary:
        return ILibrary(self.site)

    def file(self, name: str) -> str:
        """Return the address of a file of ours."""
        return STATIC.url(name)

    def address(self, name: str, /, **query: str) -> str:
        """Return the address of a page of the hub."""
        found = f"{self.site.absolute_url()}/@@{name}"
        return f"{found}?{urlencode(query)}" if query else found

    def given(self, name: str, longest: int = 200) -> str:
        """Return one text of the form.

        :raises BadRequest: it is no text, or a very long one.
        """
        return read_text(self.request, name, longest)

    def say(self, words: Message | str) -> str:
        """Return a message in the language of the page, typeset."""
        return say(words, self.language)

    def number(self, many: int) -> str:
        """Return a number with a narrow space between its thousands."""
        return f"{many:,}".replace(",", "\u202f")

    def day_of(self, moment: str) -> str:
        """Return the day of a moment of ISO in words."""
        return day_of(moment, self.language)

    def kind(self, portal_type: str) -> str:
        """Return what a type is called."""
        declared = shareable(portal_type)
        return self.say(declared.title) if declared is not None else portal_type

    def licence(self, name: str) -> str:
        return self.say(LICENCE_NAMES.get(name, name))

    def language_name(self, code: str) -> str:
        return self.say(LANGUAGE_NAMES.get(code, code))

    def page_of(self, row: Summary) -> str:
        """Return the address at which everyone reads a content, or a pack."""
        return self.address("shared-pack" if row.kind == PACK else "shared-item", urn=row.urn)

    def shown(self, row: Summary) -> dict[str, Any]:
        """Return a row of the library as lists show it."""
        return {
            "title": self.text(row.title),
            "description": self.text(row.description),
            "kind": self.kind(row.portal_type),
            "contents": row.contents,
            "author": row.issuer_name,
            "revision": row.revision,
            "day": self.day_of(row.accepted),
            "licence": self.licence(row.licence),
            "language": self.language_name(row.language),
            "adopters": row.adopters,
            "url": self.page_of(row),
        }
