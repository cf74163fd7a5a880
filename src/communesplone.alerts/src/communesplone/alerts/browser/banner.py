"""The alerts in force, under the header of every page; without any it costs next to nothing."""

from communesplone.alerts.board import board
from communesplone.alerts.browser.base import AlertsPage
from communesplone.alerts.browser.base import asset
from communesplone.alerts.words import Writer
from communesplone.core.memory import remember
from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.component.hooks import getSite


class Banner(ViewletBase):
    """The gravest alert in clear, the others folded into one line."""

    template = ViewPageTemplateFile("banner.pt")

    def update(self) -> None:
        """Nothing of the page is needed."""

    def render(self) -> str:
        """Return the band, kept in RAM until the site or the time changes it; "" without one."""
        site, language = getSite(), api.portal.get_current_language()
        found = board(site, self.request, language)
        if not found.in_force:
            return ""
        root = api.portal.get_navigation_root(self.context).absolute_url()
        self.page = AlertsPage(self.context, self.request)
        self.page.writer, self.page.board = Writer(language), found
        key = ("alerts banner", language, root)
        return remember(site, key, self._html, lambda _html: found.until)

    def _html(self) -> str:
        return self.template().strip()

    def data(self) -> dict[str, Any]:
        """Return what the template shows."""
        first, *others = self.page.rows(self.page.board.in_force)
        return {
            "first": first,
            "others": others,
            "count": len(others),
            "style": asset("alerts.css"),
            "all": f"{self.page.home_url()}/@@alerts_view",
        }
