"""Cards of what a person was writing: their drafts, and what was changed last."""

from communesplone.core import _
from communesplone.core.cards import Card
from communesplone.core.reach import within_reach
from communesplone.core.records import WorkRow
from communesplone.editing.finding.asked import shape
from datetime import timedelta
from plone.dexterity.content import DexterityContent
from Products.CMFCore.permissions import ModifyPortalContent
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain


#: How long a change is recent, in days.
RECENT = 30
#: Words of states, as the table of contents has them too.
STATES = {
    "draft": _("Draft"),
    "pending": _("To review"),
    "scheduled": _("Scheduled"),
    "online": _("Online"),
    "expired": _("Expired"),
}


class Drafts(Card):
    """What this person began and nobody sees yet."""

    title = _("Drafts")
    description = _("What you began and did not submit")
    group = "resume"

    @property
    def more_url(self) -> str:
        return f"{self.site.absolute_url()}/@@contents?state=private&owner={self.person}"

    def rows(self, most: int) -> list[WorkRow]:
        found = self.find(
            Creator=self.person,
            review_state="private",
            sort_on="modified",
            sort_order="descending",
            sort_limit=most,
        )
        return [
            WorkRow(
                self.named(brain),
                f"{brain.getURL()}/edit",
                _("Draft, ${when}", mapping={"when": self.told(brain.modified)}),
                _("Go on"),
                f"{brain.getURL()}/edit",
            )
            for brain in found[:most]
        ]


class LastEdited(Card):
    """What was changed last among what this person may change, but for their own drafts."""

    title = _("Changed lately")
    description = _("Where you may go on")
    group = "resume"

    def rows(self, most: int) -> list[WorkRow]:
        since = {"query": self.now - timedelta(days=RECENT), "range": "min"}
        found = self.find(
            modified=since,
            review_state=["pending", "published"],
            sort_on="modified",
            sort_order="descending",
            sort_limit=400,
        )
        reach = within_reach(found, ModifyPortalContent, most)
        return [self.row(brain, item) for brain, item in reach]

    def row(self, brain: AbstractCatalogBrain, item: DexterityContent) -> WorkRow:
        state = self.words(STATES.get(shape(brain, self.now), brain.review_state))
        told = {"state": state, "when": self.told(brain.modified)}
        return WorkRow(
            self.named(brain),
            self.address(brain),
            _("${state}, changed ${when}", mapping=told),
            _("Edit"),
            f"{brain.getURL()}/edit",
        )
