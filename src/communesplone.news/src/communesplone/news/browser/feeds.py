"""@@news.rss, @@news.atom, @@agenda.rss, @@agenda.atom of a folder; `theme=…` narrows them."""

from collections.abc import Callable
from communesplone.core import _
from communesplone.core import feeds
from communesplone.core.changes import declare_next_change
from communesplone.core.identity import identity
from communesplone.core.sharing.syndicated import source_name
from communesplone.core.typography import capital
from communesplone.news import agenda
from communesplone.news import articles
from communesplone.news.agenda import Row
from communesplone.news.asked import days_of
from communesplone.news.browser.base import NewsPage
from communesplone.news.words import STATUS_TAGS
from datetime import timedelta
from functools import cached_property
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import ClassVar
from zExceptions import BadRequest


LIMIT = 50
FORMATS: dict[str, tuple[str, Callable[[feeds.Feed], bytes]]] = {
    "rss": ("application/rss+xml; charset=utf-8", feeds.rss),
    "atom": ("application/atom+xml; charset=utf-8", feeds.atom),
}


class FeedView(NewsPage):
    """A feed: what `items` returns, in the format that its name ends with."""

    page: ClassVar[str]

    def __call__(self) -> bytes:
        """Answer the feed; search engines do not index it."""
        if self.asked.period or self.asked.page > 1:
            raise BadRequest("A feed has themes, audiences and a place only")
        content_type, write = FORMATS[self.__name__.rpartition(".")[2]]
        response = self.request.response
        response.setHeader("Content-Type", content_type)
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("X-Robots-Tag", "noindex")
        return write(self._feed())

    def _feed(self) -> feeds.Feed:
        url, title = self.context.absolute_url(), self.writer.text(self.context.Title())
        commune = identity().name
        return feeds.Feed(
            title=" – ".join(dict.fromkeys(filter(None, (self._title(title), commune)))),
            description=self.writer.text(self.context.Description()),
            url=self.asked.address(f"{url}/@@{self.__name__}"),
            page_url=self.asked.address(self._page_url(url)),
            language=self.writer.language,
            author=commune or title,
            items=self.items(),
        )

    def _title(self, title: str) -> str:
        """Return the title with the themes that narrow the feed."""
        themes = self.writer.themes(self.asked.themes)
        return f"{title} ({themes})" if themes else title

    def _page_url(self, url: str) -> str:
        return url if self.context.getLayout() == self.page else f"{url}/@@{self.page}"

    def _sourced(self, description: str, source: str) -> str:
        """Return what an entry says, and who keeps it up where that is another site."""
        return " ".join(filter(None, (description, self.writer.source(source))))

    def items(self) -> list[feeds.FeedItem]:
        """Return the entries."""
        raise NotImplementedError

    def categories(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Return the labels of themes."""
        known = self.writer.labels["themes"]
        return tuple(known[key] for key in keys if key in known)


class NewsFeed(FeedView):
    """The latest news."""

    page = "news_view"

    def items(self) -> list[feeds.FeedItem]:
        """Return the entries, the latest first."""
        if self.asked.place:
            raise BadRequest("News have no place")
        return [self._item(brain) for brain in articles.find(self.context, self.asked, LIMIT)]

    def _item(self, brain: AbstractCatalogBrain) -> feeds.FeedItem:
        return feeds.FeedItem(
            id=feeds.urn(brain.UID),
            title=self.writer.text(brain.Title),
            url=brain.getURL(),
            description=self._sourced(self.writer.text(brain.Description), source_name(brain)),
            published=articles.published(brain),
            modified=brain.modified.asdatetime(),
            categories=self.categories(articles.themes(brain)),
        )


class AgendaFeed(FeedView):
    """The coming events, each with its next date."""

    page = "agenda_view"

    @cached_property
    def rows(self) -> list[Row]:
        found = agenda.entries(self.context, *days_of(self.asked, self.now.date()))
        return agenda.rows(found, self.asked, self.now)[:LIMIT]

    def items(self) -> list[feeds.FeedItem]:
        """Return the entries, the next first; the feed changes when one ends."""
        for row in self.rows:
            declare_next_change(self.request, row.end + timedelta(seconds=1))
        return [self._item(row) for row in self.rows]

    def _item(self, row: Row) -> feeds.FeedItem:
        entry, writer = row.entry, self.writer
        facts, title = entry.facts, writer.text(entry.title)
        if facts.status in STATUS_TAGS:
            status = capital(writer.say(STATUS_TAGS[facts.status][1]))
            title = writer.say(
                _("title_with_status", "${status}: ${title}", {"status": status, "title": title})
            )
        when = writer.days(row.start, row.end, year=True), writer.hours(facts, row.start, row.end)
        first = capital(", ".join(filter(None, (*when, writer.text(facts.location)))))
        said = (first, *writer.change(facts), writer.text(entry.description))
        description = ". ".join(part.rstrip(".") for part in said if part) + "."
        return feeds.FeedItem(
            id=feeds.urn(entry.uid),
            title=title,
            url=entry.url,
            description=self._sourced(description, entry.source),
            published=entry.created,
            modified=entry.modified,
            categories=self.categories(facts.themes),
        )
