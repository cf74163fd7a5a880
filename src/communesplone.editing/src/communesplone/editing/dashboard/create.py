"""@@create: everything that a person may create, and where it will stand."""

from communesplone.core import _
from communesplone.core.browser.page import Page
from communesplone.editing.dashboard.creating import Choice
from communesplone.editing.dashboard.creating import Creating
from zope.component.hooks import getSite


class Create(Page):
    """Reached from the dashboard and by the key `c`."""

    page_title = _("Create")

    def choices(self) -> list[Choice]:
        return Creating(getSite(), self.language).all()

    @property
    def contents_url(self) -> str:
        return f"{getSite().absolute_url()}/@@contents"
