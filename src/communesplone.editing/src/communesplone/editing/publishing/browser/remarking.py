"""Remarks on a page, from the form under each paragraph."""

from communesplone.core import _
from communesplone.editing.publishing import remarks
from communesplone.editing.publishing.browser.base import TextPage
from datetime import datetime
from datetime import UTC
from plone import api
from zExceptions import Unauthorized


class Remarking(TextPage):
    """A page on which remarks are written, taken back, and seen to."""

    def add_remark(self) -> str:
        """Keep a remark at the words that it is about."""
        if not self.may_remark:
            raise Unauthorized(self.url)
        part, name, nth = self.text("part"), self.text("paragraph"), self.text("nth", 4)
        try:
            made = remarks.add(
                self.context,
                part,
                self.paragraph(part, name),
                self.text("quote", 500),
                self.text("remark"),
                by=api.user.get_current().getId(),
                made=datetime.now(UTC),
                nth=int(nth) if nth.isdecimal() else 0,
            )
        except remarks.BadRemark as error:
            self.typed = {
                "part": part,
                "paragraph": name,
                "quote": self.text("quote", 500),
                "nth": nth,
                "text": self.text("remark"),
            }
            return self.refuse(error.message)
        return self.go(f"{self.here}#remark-{made.id}")

    def drop_remark(self) -> str:
        """Take back a remark of one's own that was not sent."""
        remarks.drop(self.context, self.text("which"), api.user.get_current().getId())
        return self.go(f"{self.here}#office-title")

    def settle_remark(self) -> str:
        """Say that a remark was seen to."""
        if not api.user.has_permission("Modify portal content", obj=self.context):
            raise Unauthorized(self.url)
        remarks.settle(self.context, self.text("which"))
        return self.go(f"{self.here}#remark-{self.text('which')}")

    def is_mine(self, remark: remarks.Remark) -> bool:
        return remark.by == api.user.get_current().getId()

    def own_remarks(self) -> int:
        """Return how many remarks this person has kept and not sent."""
        return sum(one.sent is None and self.is_mine(one) for one in self.my_remarks)

    def open_remarks(self) -> int:
        """Return how many remarks the author has still to see to."""
        return sum(one.sent is not None and not one.done for one in self.my_remarks)

    def may_settle(self) -> bool:
        return api.user.has_permission("Modify portal content", obj=self.context)

    def own_words(self) -> object:
        """Return in words how many remarks this person has kept."""
        count = self.own_remarks()
        if count == 0:
            return _("No remark of yours yet.")
        if count == 1:
            return _("1 remark of yours.")
        return _("${count} remarks of yours.", mapping={"count": count})
