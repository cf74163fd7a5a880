"""The page of the back office where no theme draws one: the same slots in Plone's own frame."""

from Products.Five import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


class Office(BrowserView):
    """@@office/macros/page, for templates only."""

    template = ViewPageTemplateFile("office.pt")

    def __call__(self) -> str:
        return ""

    @property
    def macros(self) -> Any:
        return self.template.macros
