"""@@questions-feed: questions that have an answer, as Atom; those of one subject by `about`."""

from communesplone.core import _
from communesplone.core.browser.page import local
from communesplone.core.feeds import atom
from communesplone.core.feeds import Feed
from communesplone.core.feeds import FeedItem
from communesplone.hub.knowhow.about import found
from communesplone.hub.knowhow.about import row
from communesplone.hub.knowhow.about import said
from communesplone.hub.knowhow.browser.base import KnowHowPage
from typing import Any


MOST = 30


class QuestionsFeed(KnowHowPage):
    """The latest ones; a reader of feeds has no account, so only what is for everyone."""

    def __call__(self) -> bytes:
        """Return the feed."""
        response = self.request.response
        response.setHeader("Content-Type", "application/atom+xml; charset=utf-8")
        about = self.given("about", 100)
        query: dict[str, Any] = {"hub_about": about} if about in self.subjects else {}
        brains = found(
            self.site,
            portal_type="Question",
            review_state="answered",
            sort_on="modified",
            sort_limit=MOST,
            **query,
        )[:MOST]
        return atom(
            Feed(
                title=self.say(_("Questions between communes")),
                description="",
                url=self.address("questions-feed", **({"about": about} if query else {})),
                page_url=self.address("know-how"),
                language=self.language,
                author=self.site.Title(),
                items=[self._entry(one) for one in brains],
            )
        )

    def _entry(self, brain: Any) -> FeedItem:
        return FeedItem(
            id=f"urn:uuid:{brain.UID}",
            title=brain.Title,
            url=brain.getURL(),
            description=self.say(said(row(brain))),
            published=local(brain.created),
            modified=local(brain.modified),
        )
