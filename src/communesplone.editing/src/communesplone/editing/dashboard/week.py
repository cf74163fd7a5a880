"""The card of what appears and expires in the coming days."""

from communesplone.core import _
from communesplone.core.browser.page import local
from communesplone.core.cards import Card
from communesplone.core.records import WorkRow
from communesplone.core.typography import day
from communesplone.core.typography import hour
from communesplone.core.typography import short_weekday
from datetime import datetime
from datetime import timedelta
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from zope.i18nmessageid import Message


WEEK = timedelta(days=7)
APPEARS, EXPIRES = _("Appears"), _("Expires")


class ThisWeek(Card):
    """What becomes visible or disappears by itself, in the order of the hours."""

    title = _("This week")
    description = _("What appears and expires by itself")
    group = "week"

    def rows(self, most: int) -> list[WorkRow]:
        moments = [
            *self.moments("effective", APPEARS, most),
            *self.moments("expires", EXPIRES, most),
        ]
        moments.sort(key=lambda one: one.due)
        return moments[:most]

    def moments(self, index: str, what: Message, most: int) -> list[WorkRow]:
        coming = {"query": (self.now, self.now + WEEK), "range": "min:max"}
        found = self.find(
            **{index: coming}, review_state="published", sort_on=index, sort_limit=most
        )
        return [self.row(brain, local(brain[index]), what) for brain in found[:most]]

    def row(self, brain: AbstractCatalogBrain, when: datetime | None, what: Message) -> WorkRow:
        when = when or self.now
        named = day(when.date(), self.language, weekday=False)
        told = f"{short_weekday(when, self.language)} {named}, {hour(when, self.language)}"
        return WorkRow(
            self.named(brain),
            self.address(brain),
            told,
            what,
            self.address(brain),
            due=when,
        )
