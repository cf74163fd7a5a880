"""@@library.rss of a folder: the documents last published; the filters narrow it."""

from communesplone.core import feeds
from communesplone.core.hours import BRUSSELS
from communesplone.core.identity import identity
from communesplone.documents import library
from communesplone.documents.browser.library import LibraryView
from communesplone.documents.formats import FORMATS
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from zExceptions import BadRequest


LIMIT = 50


class LibraryFeed(LibraryView):
    """The feed, as RSS 2.0 with the file of each document enclosed."""

    def __call__(self) -> bytes:
        """Answer the feed; search engines do not index it."""
        if self.asked.page > 1:
            raise BadRequest("A feed has no pages")
        response = self.request.response
        response.setHeader("Content-Type", "application/rss+xml; charset=utf-8")
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("X-Robots-Tag", "noindex")
        return feeds.rss(self._feed())

    def _feed(self) -> feeds.Feed:
        url = self.context.absolute_url()
        found = library.find(self.context, self.asked, LIMIT)
        return feeds.Feed(
            title=f"{self.page_title} – {identity().name}",
            description=self.text(self.context.Description()),
            url=self.asked.address(f"{url}/@@{self.__name__}"),
            page_url=self.asked.address(url),
            language=self.language,
            author=identity().name,
            items=[self._item(brain) for brain in found],
        )

    def _item(self, brain: AbstractCatalogBrain) -> feeds.FeedItem:
        row, known = self.document_row(brain), library.facts(brain)
        published = brain.effective if brain.effective.year() > 1970 else brain.created
        file = None
        if known.get("size"):
            kind = FORMATS.get(known["format"].lower(), ("application/octet-stream", b""))[0]
            file = feeds.File(row["file_url"], kind, known["size"])
        return feeds.FeedItem(
            id=feeds.urn(brain.UID),
            title=row["title"],
            url=row["url"],
            description=row["description"],
            published=published.asdatetime().astimezone(BRUSSELS),
            modified=brain.modified.asdatetime().astimezone(BRUSSELS),
            categories=(row["kind"],),
            file=file,
        )
