"""A page of text."""

from Acquisition import aq_base
from communesplone.core.browser.page import local
from communesplone.core.images import images
from communesplone.core.links import without_private
from communesplone.core.memory import remember
from communesplone.core.typography import day
from communesplone.core.typography import typeset_html
from communesplone.theme.browser.base import CitizenView
from communesplone.theme.browser.file_links import with_sizes
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


class Text(CitizenView):
    """What pages with rich text share."""

    @cached_property
    def body(self) -> str:
        """The text of the context as safe HTML, kept until it or the site changes.

        The site counts, because links to other pages change when these move.
        """
        value = getattr(self.context, "text", None)
        if value is None or not value.raw:
            return ""
        key = ("text", self.context._p_oid, self.context._p_serial, self.language)
        return remember(self.frame.site, key, lambda: self._drawn(value.output))

    def _drawn(self, html: str) -> str:
        shown = with_sizes(without_private(html), self.frame.site, self.language)
        return typeset_html(shown, self.language)

    @cached_property
    def image(self) -> dict[str, Any] | None:
        """Return the lead image in the sizes that its saving prepared, None when it has none.

        They stand in the catalog: asking for another size here would write during a GET.
        """
        if not getattr(aq_base(self.context), "image", None):
            return None
        path = {"query": "/".join(self.context.getPhysicalPath()), "depth": 0}
        brains = self.search(path=path)
        found = images(brains[0]) if brains else None
        if found:
            caption = self.text(getattr(aq_base(self.context), "image_caption", None) or "")
            found["caption"] = caption
            if found["alt"] is None:
                found["alt"] = caption
        return found


class Document(Text):
    """@@document_view"""

    index = ViewPageTemplateFile("templates/document.pt")


class NewsItem(Text):
    """@@newsitem_view"""

    index = ViewPageTemplateFile("templates/news_item.pt")

    @property
    def date(self) -> str:
        moment = local(self.context.effective()) or local(self.context.created())
        return day(moment.date(), self.language, weekday=False, year=True)

    def subjects(self) -> str:
        return self.text(", ".join(self.context.Subject()))

    def json_ld(self) -> dict[str, Any]:
        return {
            "@type": "NewsArticle",
            "headline": self.context.Title(),
            "datePublished": self.context.EffectiveDate(),
            "dateModified": self.context.ModificationDate(),
            "url": self.context.absolute_url(),
        }
