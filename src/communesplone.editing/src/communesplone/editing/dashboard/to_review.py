"""The card of what others submitted, for those who publish."""

from communesplone.core import _
from communesplone.core.browser.page import local
from communesplone.core.cards import Card
from communesplone.core.reach import within_reach
from communesplone.core.records import WorkRow
from datetime import timedelta
from plone import api
from plone.dexterity.content import DexterityContent
from Products.CMFCore.permissions import ReviewPortalContent
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope.component import queryMultiAdapter


#: After how many days somebody waits too long.
PATIENCE = timedelta(days=5)


class ToReview(Card):
    """What was submitted, the longest waiting first."""

    title = _("Pages to review")
    description = _("What others submitted")

    @property
    def more_url(self) -> str:
        return f"{self.site.absolute_url()}/@@contents?state=pending"

    def rows(self, most: int) -> list[WorkRow]:
        found = self.find(review_state="pending", sort_on="modified")
        reach = within_reach(found, ReviewPortalContent, most)
        return [self.row(brain, item) for brain, item in reach]

    def row(self, brain: AbstractCatalogBrain, item: DexterityContent) -> WorkRow:
        sent = submission(item)
        when = local(sent.get("time")) or local(brain.modified) or self.now
        told = {"when": self.told(when), "who": self.name(sent.get("actor") or brain.Creator)}
        why = _("Submitted ${when} by ${who}", mapping=told)
        if sent.get("comments"):
            why = _("Submitted ${when} by ${who}, with a word for you", mapping=told)
        return WorkRow(
            self.named(brain),
            self.address(brain),
            why,
            _("Review"),
            self.way(brain, item),
            urgency="soon" if self.now - when > PATIENCE else "calm",
            due=when + PATIENCE,
        )

    def way(self, brain: AbstractCatalogBrain, item: DexterityContent) -> str:
        """Return the page of the decision where there is one, else the item."""
        decides = queryMultiAdapter((item, self.request), name="review")
        return f"{brain.getURL()}/@@review" if decides is not None else self.address(brain)

    def name(self, person: str) -> str:
        user = api.user.get(userid=person)
        return (user.getProperty("fullname", "") if user is not None else "") or person


def submission(item: DexterityContent) -> dict[str, Any]:
    """Return the last step of an item's review: actor, time (DateTime), comments."""
    history = item.portal_workflow.getInfoFor(item, "review_history", ())
    steps = [step for step in history if step.get("action") == "submit"]
    return dict(steps[-1]) if steps else {}
