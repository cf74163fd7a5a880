"""The keys of the back office: a script for who wants them, and what `c` offers."""

from communesplone.core.browser.page import Page
from communesplone.editing import people
from communesplone.editing.dashboard.creating import Choice
from communesplone.editing.dashboard.creating import Creating
from plone.app.layout.viewlets.common import ViewletBase
from zope.component.hooks import getSite


class Keys(ViewletBase):
    """The list of the keys and the script; nothing for whoever switched them off."""

    def update(self) -> None:
        self.on = people.chosen(getSite(), "keys", True)
        self.site_url = getSite().absolute_url()


class CreateKeys(Page):
    """@@create-keys: what the script shows after `c`."""

    def choices(self) -> list[Choice]:
        return Creating(getSite(), self.language).most()

    @property
    def create_url(self) -> str:
        return f"{getSite().absolute_url()}/@@create"
