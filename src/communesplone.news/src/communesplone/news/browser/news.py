"""News: the list of a folder, and the page of one."""

from Acquisition import aq_base
from communesplone.core import _
from communesplone.core.hours import BRUSSELS
from communesplone.core.identity import identity
from communesplone.core.memory import remember
from communesplone.core.paging import Paging
from communesplone.core.previewing import seen
from communesplone.core.sharing.syndicated import source_name
from communesplone.news import articles
from communesplone.news import schema_org
from communesplone.news.article import read_key_date
from communesplone.news.asked import Asked
from communesplone.news.browser.base import ItemPage
from communesplone.news.browser.base import NewsPage
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from Products.CMFCore.utils import getToolByName
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zExceptions import BadRequest
from zope.component.hooks import getSite


PER_PAGE = 20
ALSO = 4
Data = dict[str, Any]


class NewsView(NewsPage):
    """@@news_view of a folder: the news below it, the latest first."""

    def __call__(self) -> str:
        """Refuse what cannot be asked before anything is shown."""
        if self.asked.when or self.asked.month or self.asked.day or self.asked.place:
            raise BadRequest("News have themes, audiences and years")
        self.paging.refuse_beyond()
        return super().__call__()

    @cached_property
    def found(self) -> tuple[int, list[Data]]:
        """How many there are, and the rows of this page; the usual list is kept in RAM."""
        if self.asked.period or self.asked.filters or self.asked.page > 1:
            return self._find()
        key = ("news list", self.context.getPhysicalPath(), self.writer.language, self.now.year)
        return remember(getSite(), key, self._find, kinds=articles.KINDS)

    def _find(self) -> tuple[int, list[Data]]:
        brains = articles.find(self.context, self.asked)
        start = (self.asked.page - 1) * PER_PAGE
        return len(brains), [self._row(brain) for brain in brains[start : start + PER_PAGE]]

    @cached_property
    def url(self) -> str:
        url = self.context.absolute_url()
        return url if self.context.getLayout() == self.__name__ else f"{url}/@@{self.__name__}"

    @property
    def canonical(self) -> str:
        return self.asked.address(self.url)

    @property
    def indexed(self) -> bool:
        """Search engines get the news themselves, not each selection of them."""
        return not (self.asked.period or self.asked.filters)

    @cached_property
    def paging(self) -> Paging:
        query = tuple([*self.asked.period, *self.asked.filters])
        return Paging(self.asked.page, PER_PAGE, self.found[0], self.url, query)

    def rows(self) -> list[Data]:
        """Return the news of this page."""
        return self.found[1]

    def _row(self, brain: AbstractCatalogBrain) -> Data:
        on = articles.published(brain).date()
        return {
            "title": self.writer.text(brain.Title),
            "url": brain.getURL(),
            "description": self.writer.text(brain.Description),
            "date": self.writer.date(on, short=True, year=on.year != self.now.year),
            "iso": on.isoformat(),
            "themes": self.writer.themes(articles.themes(brain)),
            "source": self.writer.source(source_name(brain)),
        }

    def choices(self) -> list[Data]:
        """Return the themes that have news."""
        bearing = {key for _year, themes in articles.summary(self.context) for key in themes}
        labels = self.writer.labels["themes"]
        keys = [key for key in labels if key in bearing or key in self.asked.themes]
        if not keys:
            return []
        return [
            {
                "title": self.writer.say(_("All themes")),
                "url": self.asked.address(self.url, themes=()),
                "current": not self.asked.themes,
            },
            *(
                {
                    "title": self.writer.text(labels[key]),
                    "url": self.asked.address(self.url, themes=(key,)),
                    "current": self.asked.themes == (key,),
                }
                for key in keys
            ),
        ]

    def years(self) -> list[Data]:
        """Return the years that have news, the latest first; nothing when there is only one."""
        years = sorted({year for year, _themes in articles.summary(self.context)}, reverse=True)
        if len(years) < 2:
            return []
        return [
            {
                "title": str(year),
                "url": self.asked.address(self.url, year=year),
                "current": year == self.asked.year,
            }
            for year in years
        ]

    def feeds(self) -> Data:
        """Return the addresses that keep somebody informed of this selection."""
        url, only = self.context.absolute_url(), replace(self.asked, year=None)
        return {
            "rss": only.address(f"{url}/@@news.rss"),
            "atom": only.address(f"{url}/@@news.atom"),
        }


class NewsItemView(ItemPage):
    """@@newsitem_view of news with details."""

    @cached_property
    def published(self) -> datetime:
        effective = self.context.effective()
        found = effective if effective.year() > 1970 else self.context.created()
        return found.asdatetime().astimezone(BRUSSELS)

    def data(self) -> Data:
        """Return all that the template shows."""
        writer = self.writer
        return {
            "title": writer.text(self.context.Title()),
            "description": writer.text(self.context.Description()),
            "date": writer.date(self.published.date(), short=True, year=True),
            "iso": self.published.date().isoformat(),
            "themes": writer.themes(self._themes)
            or writer.text(", ".join(self.context.Subject())),
            "key_dates": self._key_dates(),
            "also": self._also(),
        }

    @property
    def _themes(self) -> list[str]:
        return list(getattr(aq_base(self.context), "themes", None) or ())

    def _key_dates(self) -> list[Data]:
        found = sorted(read_key_date(line) for line in self.context.key_dates or ())
        return [
            {"date": self.writer.date_object(on), "words": self.writer.text(words)}
            for on, words in found
        ]

    def _also(self) -> list[Data]:
        """Return what to read as well: what the editor chose, then news of the same themes."""
        brains = [*self._chosen(), *self._same_themes()]
        urls = {
            brain.getURL(): self.writer.text(brain.Title)
            for brain in brains
            if self.context.UID() != brain.UID
        }
        return [{"title": title, "url": url} for url, title in list(urls.items())[:ALSO]]

    def _chosen(self) -> list[AbstractCatalogBrain]:
        related = getattr(aq_base(self.context), "relatedItems", None) or ()
        paths = [relation.to_path for relation in related if not relation.isBroken()]
        if not paths:
            return []
        catalog = getToolByName(self.context, "portal_catalog")
        return list(seen(catalog, path={"query": paths, "depth": 0}))

    def _same_themes(self) -> list[AbstractCatalogBrain]:
        if not self._themes:
            return []
        asked = Asked(themes=tuple(self._themes))
        return articles.find(self.context.aq_parent, asked, ALSO + 1)

    def json_ld(self) -> Data:
        """Return the article in the words of schema.org."""
        return schema_org.news_article(
            headline=self.context.Title(),
            url=self.context.absolute_url(),
            description=self.context.Description(),
            published=self.published,
            modified=self.context.modified().asdatetime().astimezone(BRUSSELS),
            image=self.image["src"] if self.image else "",
            publisher=identity().name,
            themes=self.writer.themes(self._themes),
        )
