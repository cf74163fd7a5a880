"""The latest news."""

from communesplone.core import _
from communesplone.core.sharing.syndicated import source_name
from communesplone.news import articles
from communesplone.news.sections.base import IOfFolder
from communesplone.news.sections.base import OfFolder
from functools import cached_property
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope import schema


class INews(IOfFolder):
    limit = schema.Int(
        title=_("How many at most"),
        description=_("A number, such as 4. Fewer are shown when there are fewer."),
        min=1,
        max=20,
        default=5,
        required=True,
    )


class News(OfFolder):
    """The latest one large, the others beside it."""

    kinds = articles.KINDS
    usual_heading = _("News")

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        if self.lost:
            return []
        found = articles.find(self.root, self.asked, self.data.get("limit") or 5)
        return [self._row(brain) for brain in found]

    def _row(self, brain: AbstractCatalogBrain) -> dict[str, Any]:
        on = articles.published(brain).date()
        day = self.writer.date(on, short=True, year=on.year != self.now.year)
        themes = self.writer.themes(articles.themes(brain))
        source = self.writer.source(source_name(brain))
        return {
            "title": self.writer.text(brain.Title),
            "url": brain.getURL(),
            "description": self.writer.text(brain.Description),
            "meta": " · ".join(filter(None, (day, themes, source))),
        }

    def is_empty(self) -> bool:
        return not self.rows

    def more(self) -> tuple[str, str] | None:
        words = self.text(self.say(_("All the news")))
        return (words, self.list_url(self.rows[0]["url"])) if self.rows else None
