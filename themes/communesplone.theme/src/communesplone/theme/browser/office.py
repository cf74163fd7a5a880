"""The header of Plone's own forms: the commune's mark and name."""

from communesplone.theme.browser.frame import Frame
from plone.app.layout.viewlets.common import ViewletBase


class Name(ViewletBase):
    """The viewlet plone.logo, for those who are logged in."""

    def update(self) -> None:
        frame = Frame(self.context, self.request)
        self.home_url = frame.structure.home_url
        self.name = frame.structure.title
        self.logo = frame.logo
