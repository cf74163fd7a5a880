"""The card of the dashboard: what citizens wrote about the pages lately."""

from AccessControl import getSecurityManager
from collections import Counter
from communesplone.core import _
from communesplone.core.cards import Card
from communesplone.core.records import WorkRow
from communesplone.core.typography import typeset
from communesplone.feedback.box import box
from datetime import timedelta


LATELY = timedelta(days=7)
#: Letters of a comment that a row quotes, and comments.
QUOTED, COMMENTS = 70, 2
READ = "communesplone.feedback: Read answers"


class Comments(Card):
    """Pages with new comments, the most commented first."""

    title = _("Comments about pages")
    description = _("What citizens wrote this week")
    group = "heard"

    @property
    def more_url(self) -> str:
        return f"{self.site.absolute_url()}/@@feedback-report"

    def available(self) -> bool:
        return bool(getSecurityManager().checkPermission(READ, self.site))

    def rows(self, most: int) -> list[WorkRow]:
        kept = box(self.site)
        if kept is None:
            return []
        since = self.now - LATELY
        counted = Counter(uid for uid, moment in kept.latest if moment > since)
        brains = {brain.UID: brain for brain in self.find(UID=list(counted))} if counted else {}
        chosen = [(uid, count) for uid, count in counted.most_common() if uid in brains][:most]
        return [
            WorkRow(
                self.told_of(self.named(brains[uid]), count),
                self.address(brains[uid]),
                self.quoted(kept.pages[uid].comments) if uid in kept.pages else "",
                _("Read the comments"),
                self.more_url,
            )
            for uid, count in chosen
        ]

    def told_of(self, title: str, count: int) -> str:
        about = {"title": title, "count": count}
        several = _("${count} comments about “${title}”", mapping=about)
        return self.words(several if count > 1 else _("A comment about “${title}”", mapping=about))

    def quoted(self, comments: list) -> str:
        """Return the newest comments as quotations, cut."""
        since = self.now - LATELY
        texts = [one.text for one in comments if one.moment > since][:COMMENTS]
        cut = [text if len(text) <= QUOTED else f"{text[:QUOTED].rstrip()}…" for text in texts]
        return typeset(", ".join(self.quotation(text) for text in cut), self.language)

    def quotation(self, text: str) -> str:
        return self.words(_("“${text}”", mapping={"text": " ".join(text.split())}))
