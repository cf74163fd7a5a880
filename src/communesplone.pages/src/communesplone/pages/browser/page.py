"""Pages with sections, as citizens see them."""

from Acquisition import aq_base
from communesplone.core.browser.page import Page
from communesplone.core.images import images
from communesplone.core.links import without_private
from communesplone.core.memory import remember
from communesplone.core.previewing import seen
from communesplone.core.sections import render_all
from communesplone.core.sections import Rendered
from communesplone.core.typography import typeset_html
from communesplone.pages.behavior import sections_of
from functools import cached_property
from Products.CMFCore.utils import getToolByName
from Products.Five.browser import BrowserView
from typing import Any
from zope.component import queryMultiAdapter
from zope.component.hooks import getSite


class SectionsOf(BrowserView):
    """Found by templates as @@communes_sections: the sections of whatever page has some."""

    def __call__(self) -> str:
        return ""

    @cached_property
    def rendered(self) -> Rendered:
        """The sections as safe HTML, with what the head of the page needs."""
        return render_all(self.context, self.request, sections_of(self.context))


class SectionedPage(Page):
    """A page of text, followed by its sections."""

    @cached_property
    def sections(self) -> Rendered:
        view = queryMultiAdapter((self.context, self.request), name="communes_sections")
        return view.rendered if view is not None else Rendered()

    def json_ld(self) -> dict[str, Any] | None:
        """Return what the sections tell search engines, as one graph."""
        found = self.sections.json_ld
        if not found:
            return None
        return dict(found[0]) if len(found) == 1 else {"@graph": list(found)}

    @cached_property
    def body(self) -> str:
        """The text above the sections as safe HTML, kept until it or the site changes."""
        value = getattr(aq_base(self.context), "text", None)
        if value is None or not value.raw:
            return ""
        value = self.context.text
        key = ("page text", self.context._p_oid, self.context._p_serial, self.language)
        return remember(getSite(), key, lambda: self.drawn(value.output))

    def drawn(self, html: str) -> str:
        """Return safe HTML without what its reader may not see, typeset."""
        return typeset_html(without_private(html), self.language)

    def image(self) -> dict[str, Any] | None:
        """Return the lead image in the sizes that its saving prepared, None without one."""
        if not getattr(aq_base(self.context), "image", None):
            return None
        path = {"query": "/".join(self.context.getPhysicalPath()), "depth": 0}
        brains = seen(getToolByName(self.context, "portal_catalog"), path=path)
        found = images(brains[0]) if brains else None
        if found:
            caption = self.text(getattr(aq_base(self.context), "image_caption", None))
            found |= {"alt": caption, "caption": caption}
        return found


class MiniSiteHome(SectionedPage):
    """@@mini_site_view: the home of a mini-site."""

    @property
    def page_title(self) -> str:
        return self.text(self.context.Title())
