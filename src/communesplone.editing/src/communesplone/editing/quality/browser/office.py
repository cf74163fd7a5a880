"""What the pages of quality share: the frame of the back office around a body."""

from communesplone.core.browser.page import Page
from communesplone.editing.quality.words import said
from functools import cached_property
from plone.base.interfaces import IPloneSiteRoot
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component.hooks import getSite
from zope.i18nmessageid import Message


PAGE = ViewPageTemplateFile("office.pt")
#: Raised when a file of static/ changes: browsers keep these for ever.
VERSION = 3


class OfficePage(Page):
    """A page of the back office. `body` is its work, `title` and `lead` what stands above."""

    title: Message | str = ""
    lead: Message | str = ""
    body: ViewPageTemplateFile
    page = PAGE

    def index(self) -> str:
        return self.page()

    @property
    def page_title(self) -> str:
        return self.say(self.title)

    def say(self, message: Message | str) -> str:
        return said(message, self.request) if message else ""

    @cached_property
    def site_url(self) -> str:
        return getSite().absolute_url()

    @property
    def board_url(self) -> str:
        return f"{self.site_url}/@@quality-board"

    @property
    def is_of_site(self) -> bool:
        return IPloneSiteRoot.providedBy(self.context)

    @property
    def style(self) -> str:
        return f"{self.site_url}/++plone++communesplone.editing.quality/quality.css?v={VERSION}"

    @property
    def script(self) -> str:
        return f"{self.site_url}/++plone++communesplone.editing.quality/quality.js?v={VERSION}"
