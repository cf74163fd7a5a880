"""The panel beside Plone's own forms: what is kept now, looked at again while somebody types."""

from communesplone.editing.quality.browser.office import OfficePage
from communesplone.editing.quality.engine import look
from communesplone.editing.quality.shown import shown
from communesplone.editing.quality.words import capital
from functools import cached_property
from plone.app.layout.viewlets.common import ViewletBase
from plone.protect.utils import createToken
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any


class Panel(OfficePage):
    """@@quality-panel: the panel by itself, which a form of any add-on may draw beside it."""

    index = ViewPageTemplateFile("panel.pt")
    portal_type = ""

    def __call__(self) -> str:
        return self.index()

    @property
    def url(self) -> str:
        view = "@@quality-check-new" if self.portal_type else "@@quality-check"
        return f"{self.context.absolute_url()}/{view}"

    @property
    def token(self) -> str:
        return createToken()

    @cached_property
    def shown(self) -> dict[str, Any]:
        if self.portal_type:
            return {"law": 0, "total": 0, "words": {"law": "", "advice": ""}, "findings": []}
        subject, findings = look(self.context)
        return shown(subject, findings, self.request)

    @property
    def law(self) -> str:
        return capital(self.shown["words"]["law"])


class PanelViewlet(ViewletBase):
    """The panel in the edit form."""

    def render(self) -> str:
        return Panel(self.context, self.request)()


class NewPanelViewlet(ViewletBase):
    """The panel in the form of a new page."""

    def render(self) -> str:
        panel = Panel(self.context, self.request)
        panel.portal_type = getattr(self.view, "portal_type", "") or self._type()
        return panel() if panel.portal_type else ""

    def _type(self) -> str:
        return getattr(getattr(self.view, "ti", None), "getId", lambda: "")()


class PanelView(BrowserView):
    """See Panel: by name, for templates."""

    def __call__(self) -> str:
        return Panel(self.context, self.request)()
