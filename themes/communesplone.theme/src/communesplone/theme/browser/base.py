"""What the pages of the theme share: they know the frame that is drawn around them."""

from communesplone.core.browser.page import Page
from communesplone.theme.browser.frame import Frame
from datetime import datetime
from functools import cached_property
from zope.component import getMultiAdapter


class CitizenView(Page):
    """A page that shares its moment, language and root with its frame."""

    @cached_property
    def frame(self) -> Frame:
        return getMultiAdapter((self.context, self.request), name="communes_frame")

    @cached_property
    def now(self) -> datetime:
        return self.frame.now

    @cached_property
    def language(self) -> str:
        return self.frame.language
