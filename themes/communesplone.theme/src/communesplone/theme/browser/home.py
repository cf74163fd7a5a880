"""The home page of a commune."""

from communesplone.core.interfaces import ICrisisPage
from communesplone.core.memory import remember
from communesplone.theme import skylines
from communesplone.theme.browser.base import CitizenView
from communesplone.theme.browser.events import event_rows
from communesplone.theme.structure import PAGES
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from typing import Any
from zope.component import queryMultiAdapter
from zope.i18n import translate
import re


EVENTS = 4
NEWS = 5
PAGES_SHOWN = 10
#: What names of provinces begin with, where the word stands beside them already.
OF_PROVINCE = re.compile(r"^Provin(?:ce|cie|z) (?:de |du |d’)?")


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
            "brief": self._brief(),
        }

    def skyline(self) -> str:
        return skylines.drawing(self.frame.structure.branding.skyline)

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

    def _brief(self) -> list[tuple[str, str]]:
        """Return facts about the commune: (kind, value)."""
        who = self.frame.structure.identity
        names = ", ".join(
            name for code, name in sorted(who.names.items()) if name != self.page_title
        )
        province = translate(who.province, domain="communesplone", target_language=self.language)
        facts = [
            ("province", OF_PROVINCE.sub("", province)),
            ("postal_codes", _codes(who.postal_codes)),
            ("names", names),
            ("population", f"{who.population:,}".replace(",", "\u00a0") if who.population else ""),
            ("nis", who.nis),
        ]
        return [(kind, value) for kind, value in facts if value]

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


def _codes(codes: tuple[str, ...]) -> str:
    """Return postal codes in few words: "5000 … 5101" when there are many."""
    if len(codes) <= 4:
        return ", ".join(codes)
    return f"{min(codes)} … {max(codes)}"
