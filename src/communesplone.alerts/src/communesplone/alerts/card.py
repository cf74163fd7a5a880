"""The card of the dashboard: alerts that go out soon, while what they tell may last."""

from communesplone.core import _
from communesplone.core.browser.page import local
from communesplone.core.cards import Card
from communesplone.core.reach import within_reach
from communesplone.core.records import WorkRow
from datetime import timedelta
from plone.dexterity.content import DexterityContent
from Products.CMFCore.permissions import ModifyPortalContent
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain


#: How long before its end an alert is shown, and from when that is red.
SOON, LATE = timedelta(hours=24), timedelta(hours=12)


class EndingAlerts(Card):
    """Alerts in force that end within a day, the next first."""

    title = _("Alerts that go out soon")
    description = _("Prolong them, or let them go out")

    def rows(self, most: int) -> list[WorkRow]:
        ending = {"query": (self.now, self.now + SOON), "range": "min:max"}
        found = self.find(
            portal_type="Alert",
            review_state="published",
            alert_end=ending,
            sort_on="alert_end",
        )
        reach = within_reach(found, ModifyPortalContent, most)
        return [self.row(brain, item) for brain, item in reach]

    def row(self, brain: AbstractCatalogBrain, alert: DexterityContent) -> WorkRow:
        end = local(alert.end)
        late = end is not None and end - self.now < LATE
        return WorkRow(
            self.named(brain),
            self.address(brain),
            _("Does it last longer?"),
            _("Prolong…"),
            f"{brain.getURL()}/@@manage-alert",
            urgency="late" if late else "soon",
            due=end,
            pressing=_("Goes out ${when}.", mapping={"when": self.told(end)}),
        )
