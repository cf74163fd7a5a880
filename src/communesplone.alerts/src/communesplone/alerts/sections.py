"""A section of pages: the alerts in force, and those to come."""

from communesplone.alerts.board import board
from communesplone.alerts.browser.base import row
from communesplone.alerts.browser.base import STATIC
from communesplone.alerts.words import Writer
from communesplone.core import _
from communesplone.core.sections import ISection
from communesplone.core.sections import Section
from datetime import datetime
from plone import api
from zope import schema
from zope.component.hooks import getSite


class IAlertSection(ISection):
    """Whether only works, and how many."""

    works = schema.Bool(
        title=_("Only roadworks and interruptions"),
        description=_("Tick it in a page about mobility: other alerts are left out there."),
        default=False,
        required=False,
    )
    count = schema.Int(
        title=_("How many"),
        description=_("A number, such as 4. Fewer are shown when there are fewer."),
        min=1,
        max=12,
        default=4,
        required=False,
    )


class AlertSection(Section):
    """What holds now, the gravest first, then what comes; left out when there is nothing."""

    kinds = ("Alert",)
    usual_heading = _("Alerts")
    styles = (STATIC.path("alerts.css"),)

    def update(self) -> None:
        """Read the board, which wakes no alert."""
        self.board = board(getSite(), self.request, self.language)
        found = [*self.board.in_force, *self.board.coming]
        if self.data.get("works"):
            found = [one for one in found if one.is_works]
        writer = Writer(self.language)
        self.rows = [row(one, writer) for one in found[: self.data.get("count") or 4]]

    def is_empty(self) -> bool:
        return not self.rows

    def until(self) -> datetime | None:
        return self.board.until

    def more(self) -> tuple[str, str] | None:
        """Return the way to all alerts."""
        root = api.portal.get_navigation_root(self.context).absolute_url()
        return self.say(_("All alerts")), f"{root}/@@alerts_view"
