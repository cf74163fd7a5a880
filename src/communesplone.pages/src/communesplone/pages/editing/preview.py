"""@@sections-preview: what the form would make, or what the page has; it stores nothing."""

from communesplone.core.browser.page import Page
from communesplone.core.sections import render_all
from communesplone.core.sections import Rendered
from communesplone.pages.addresses import converted
from communesplone.pages.addresses import kept
from communesplone.pages.behavior import sections_of
from communesplone.pages.editing.posted import read
from communesplone.pages.writing import checked
from functools import cached_property
from plone.protect import CheckAuthenticator
from typing import Any
from zope.component import queryMultiAdapter


class SectionsPreview(Page):
    """A bare page in the look of the site, for a frame beside the form."""

    @cached_property
    def sections(self) -> Rendered:
        return render_all(self.context, self.request, self._data())

    def _data(self) -> list[dict[str, Any]]:
        stored = sections_of(self.context)
        if self.request.method != "POST":
            return stored
        CheckAuthenticator(self.request)
        return checked(converted(read(self.request.form), kept), stored)[0]

    @cached_property
    def look(self) -> dict[str, Any]:
        """What the theme puts around a page; empty without the theme."""
        frame = queryMultiAdapter((self.context, self.request), name="communes_frame")
        return frame.data(self) if frame is not None else {}
