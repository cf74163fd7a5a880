"""The home page of a commune."""

from communesplone.core.interfaces import ICrisisPage
from communesplone.core.memory import remember
from communesplone.theme.browser.base import CitizenView
from communesplone.theme.browser.events import event_rows
from communesplone.theme.structure import PAGES
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.component import queryMultiAdapter


EVENTS = 4
NEWS = 5
PAGES_SHOWN = 10


class Home(CitizenView):
    """Search, desks, drawing, agenda, news, pages; what is empty is left out."""

    index = ViewPageTemplateFile("templates/home.pt")
    is_home = True

    def __call__(self) -> str:
        crisis = queryMultiAdapter((self.frame.site, self.request), ICrisisPage)
        if crisis is not None and crisis.active:
            self.lighten()
            return crisis()
        return super().__call__()

    @property
    def page_title(self) -> str:
        return self.frame.structure.title

    @cached_property
    def parts(self) -> dict[str, Any]:
        """The lists of the page, kept until the site changes."""
        key = ("home", self.frame.root.getPhysicalPath(), self.language)
        return remember(self.frame.site, key, self._parts)

    def _parts(self) -> dict[str, Any]:
        events, news, pages = self._events(), self._news(), self._pages()
        empty = not (events or news or pages)
        return {
            "events": events,
            "agenda_url": _parent(events),
            "news": news,
            "news_url": _parent(news),
            "pages": pages,
            "sections": self._sections() if empty else [],
        }

    def _events(self) -> list[dict[str, Any]]:
        now = self.frame.now
        brains = self.search(
            portal_type="Event",
            end={"query": now, "range": "min"},
            sort_on="start",
            sort_limit=EVENTS * 3,
        )
        rows = event_rows(brains[: EVENTS * 3], now, self.language)[:EVENTS]
        return [row | {"title": self.text(row["title"])} for row in rows]

    def _news(self) -> list[dict[str, Any]]:
        brains = self.search(
            portal_type="News Item", sort_on="effective", sort_order="reverse", sort_limit=NEWS
        )
        return [self.row(brain) | {"date": self.dated(brain.effective)} for brain in brains[:NEWS]]

    def _pages(self) -> list[dict[str, Any]]:
        mandatory = {name for names in PAGES.values() for name in names}
        brains = self.search(
            portal_type="Document", sort_on="getObjPositionInParent", sort_limit=40
        )
        shown = [
            brain
            for brain in brains
            if brain.getId not in mandatory and not brain.exclude_from_nav
        ]
        return [self.row(brain) for brain in shown[:PAGES_SHOWN]]

    def _sections(self) -> list[dict[str, Any]]:
        """What the parts of a site are for: shown while it has no content yet."""
        urls = {entry.url for entry in self.frame.structure.entries}
        brains = self.search(path={"depth": 1}, sort_on="getObjPositionInParent", sort_limit=40)
        return [self.row(brain) for brain in brains if brain.getURL() in urls]

    def json_ld(self) -> dict[str, Any]:
        known = self.frame.structure
        return {
            "@type": "GovernmentOrganization",
            "name": known.title,
            "url": known.home_url,
            "logo": self.frame.logo,
            "areaServed": {
                "@type": "DefinedRegion",
                "addressCountry": "BE",
                "postalCode": list(known.identity.postal_codes),
            },
        }


def _parent(rows: list[dict[str, Any]]) -> str:
    """Return the address of the folder that holds the first of these."""
    return rows[0]["url"].rpartition("/")[0] if rows else ""
