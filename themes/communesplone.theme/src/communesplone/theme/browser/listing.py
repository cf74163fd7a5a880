"""Lists: what a folder holds, in the shape that suits it."""

from communesplone.core import _
from communesplone.core import changes
from communesplone.core.hours import from_json
from communesplone.core.memory import remember
from communesplone.core.paging import asked_page
from communesplone.core.paging import Paging
from communesplone.theme.browser.base import CitizenView
from communesplone.theme.browser.events import by_period
from communesplone.theme.browser.events import event_rows
from communesplone.theme.desks import Desk
from communesplone.theme.desks import earliest_change
from communesplone.theme.desks import Speaker
from communesplone.theme.structure import opening_hours
from functools import cached_property
from plone.app.contenttypes.behaviors.collection import ICollection
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope.i18n import translate


PER_PAGE = 20
#: Types that give a folder its shape: (sort index, order).
SHAPES = {"News Item": "news", "Event": "agenda", "Service": "services"}


class Listing(CitizenView):
    """@@listing_view of folders: by position, news by date, events by what comes next."""

    index = ViewPageTemplateFile("templates/listing.pt")
    size = PER_PAGE

    def __call__(self) -> str:
        """Show the page asked for, if the list is so long."""
        self.listed["paging"].refuse_beyond()
        return super().__call__()

    @cached_property
    def shape(self) -> str:
        """What the folder is for, told by the first type that may be added in it."""
        types = getattr(self.context, "immediately_addable_types", None) or [""]
        return SHAPES.get(types[0], "plain")

    @cached_property
    def number(self) -> int:
        return asked_page(self.request.form)

    @property
    def canonical(self) -> str:
        return self.listed["paging"].address(self.number)

    @property
    def page_title(self) -> str:
        """The title of the folder; from the second page on, with its number."""
        title = self.text(self.context.Title())
        if self.number == 1:
            return title
        number = translate(
            _("page ${number}", mapping={"number": self.number}), target_language=self.language
        )
        return f"{title} – {number}"

    @cached_property
    def listed(self) -> dict[str, Any]:
        key = ("listing", self.context.getPhysicalPath(), self.shape, self.number, self.language)
        found = remember(self.frame.site, key, self._list, lambda made: made["changes"])
        if found["changes"]:
            changes.declare_next_change(self.request, found["changes"])
        return found

    def _list(self) -> dict[str, Any]:
        make = {"news": self._news, "agenda": self._agenda, "services": self._services}
        brains, rows, change = make.get(self.shape, self._plain)()
        return {
            "rows": rows,
            "periods": by_period(rows, self.frame.now.date(), self.language)
            if self.shape == "agenda"
            else [],
            "paging": Paging(self.number, self.size, len(brains), self.context.absolute_url()),
            "changes": change,
        }

    def _children(self, **query: Any) -> list[AbstractCatalogBrain]:
        path = {"query": "/".join(self.context.getPhysicalPath()), "depth": 1}
        return self.search(path=path, **query)

    def _page(self, brains: list[AbstractCatalogBrain]) -> list[AbstractCatalogBrain]:
        start = (self.number - 1) * self.size
        return brains[start : start + self.size]

    def _plain(self) -> tuple:
        brains = self._children(sort_on="getObjPositionInParent")
        brains = [brain for brain in brains if not brain.exclude_from_nav]
        return brains, [self.row(brain) for brain in self._page(brains)], None

    def _news(self) -> tuple:
        brains = self._children(sort_on="effective", sort_order="reverse")
        rows = [
            self.row(brain) | {"date": self.dated(brain.effective)} for brain in self._page(brains)
        ]
        return brains, rows, None

    def _agenda(self) -> tuple:
        now = self.frame.now
        brains = self._children(
            portal_type="Event", end={"query": now, "range": "min"}, sort_on="start"
        )
        rows = event_rows(self._page(brains), now, self.language)
        ends = [row["end"] for row in rows]
        return (
            brains,
            [row | {"title": self.text(row["title"])} for row in rows],
            min(ends) if ends else None,
        )

    def _services(self) -> tuple:
        now, speaker = self.frame.now, Speaker(self.language)
        brains = self._children(sort_on="sortable_title")
        rows, desks = [], []
        for brain in self._page(brains):
            row = self.row(brain)
            if data := opening_hours(brain):
                hours = from_json(data)
                desks.append(Desk(row["title"], row["url"], hours))
                row["status"] = speaker.status(hours, now)
            rows.append(row)
        return brains, rows, earliest_change(desks, now) if desks else None


class CollectionListing(Listing):
    """@@listing_view of collections: what their query finds, in its order."""

    shape = "plain"

    @cached_property
    def size(self) -> int:
        return min(100, max(1, ICollection(self.context).item_count or PER_PAGE))

    def _plain(self) -> tuple:
        brains = ICollection(self.context).results(batch=False, brains=True)
        return brains, [self.row(brain) for brain in self._page(brains)], None
