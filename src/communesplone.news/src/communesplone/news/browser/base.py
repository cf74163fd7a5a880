"""What the pages of news and agenda share."""

from communesplone.core.browser.page import Page
from communesplone.core.images import images
from communesplone.core.links import without_private
from communesplone.core.memory import remember
from communesplone.core.previewing import seen
from communesplone.core.static import StaticFiles
from communesplone.core.typography import typeset_html
from communesplone.news.asked import Asked
from communesplone.news.asked import read
from communesplone.news.words import Writer
from functools import cached_property
from plone.api.portal import get_current_language
from Products.CMFCore.utils import getToolByName
from typing import Any
from zope.component.hooks import getSite


STATIC = StaticFiles("communesplone.news", __package__)


class NewsPage(Page):
    """A page of news or of the agenda."""

    @cached_property
    def writer(self) -> Writer:
        return Writer(get_current_language(self.context))

    @cached_property
    def asked(self) -> Asked:
        return read(self.request.form, self.now.date())

    @property
    def stylesheet(self) -> str:
        return STATIC.url("news.css")


class ItemPage(NewsPage):
    """The page of a news item or of an event."""

    @cached_property
    def body(self) -> str:
        """The text as safe HTML, kept until it or the site changes."""
        value = getattr(self.context, "text", None)
        if value is None or not value.raw:
            return ""
        language = self.writer.language
        key = ("news text", self.context._p_oid, self.context._p_serial, language)

        def make() -> str:
            return typeset_html(without_private(value.output), language)

        return remember(getSite(), key, make)

    @cached_property
    def image(self) -> dict[str, Any] | None:
        """The lead image in the sizes that its saving prepared; None without one."""
        path = {"query": "/".join(self.context.getPhysicalPath()), "depth": 0}
        brains = seen(getToolByName(self.context, "portal_catalog"), path=path)
        found = images(brains[0]) if brains else None
        if found:
            caption = self.writer.text(getattr(self.context, "image_caption", None))
            found["caption"] = caption
            if found["alt"] is None:
                found["alt"] = caption
        return found
