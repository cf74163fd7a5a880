"""The page for what cannot be answered as it was asked: a page −1, a day that is none."""

from communesplone.core import _
from Products.CMFPlone.browser.exceptions import ExceptionView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18n import translate


class BadRequest(ExceptionView):
    """The view of the BadRequest exception. It says nothing of how the address was made."""

    index = ViewPageTemplateFile("templates/bad_request.pt")
    indexed = False

    @property
    def page_title(self) -> str:
        return translate(_("This cannot be shown"), context=self.request)

    def page_description(self) -> str:
        return ""

    @property
    def url(self) -> str:
        """The page itself, as it is without what was asked of it."""
        return str(self.context.absolute_url())
