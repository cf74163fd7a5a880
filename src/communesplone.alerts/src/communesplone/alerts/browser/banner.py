"""The alerts in force, under the header of every page; without any it costs next to nothing."""

from communesplone.alerts.board import board
from communesplone.alerts.browser.base import AlertsPage
from communesplone.alerts.kinds import INFORMATION
from communesplone.alerts.words import Writer
from communesplone.core.memory import remember
from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.component.hooks import getSite


#: Disc, triangle, octagon: a gravity is told by its shape too.
SHAPES = {
    "information": "M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22zm-1.5 4.5h3v3h-3zm0 5h3v8h-3z",
    "warning": "M12 1 23.5 22H.5zm-1.3 7v7h2.6V8zm0 9v2.6h2.6V17z",
    "emergency": "M7.5 1h9L23 7.500v9L16.500 23h-9L1 16.500v-9zm3 4v9h3V5zm0 11v3h3v-3z",
}


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
            "shape": SHAPES[first["level"]],
            # An information is one line: it must not push the page down for weeks
            "is_brief": first["level"] == INFORMATION,
        }
