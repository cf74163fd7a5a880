"""The lists of procedures: from A to Z, by life event, audience, theme and service."""

from communesplone.core import _
from communesplone.core.changes import declare_next_change
from communesplone.core.hours import BRUSSELS
from communesplone.core.memory import remember
from communesplone.procedures import listing
from communesplone.procedures.browser.open_data import leads_to_data
from communesplone.procedures.catalog import first_letter
from communesplone.procedures.procedure import is_available
from communesplone.procedures.references import visible
from communesplone.procedures.words import Writer
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from functools import cached_property
from plone import api
from plone.api.portal import get_current_language
from Products.Five.browser import BrowserView
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from urllib.parse import urlencode
from zExceptions import NotFound
from zope.component.hooks import getSite


Data = dict[str, Any]
ADD = "communesplone.procedures: Add Procedure"
PARAMETERS = {key: name for name, key in listing.LIST_OF.items()}


class ProceduresView(BrowserView):
    """Plain data for the template; `ways()` and `rows()` serve other pages too."""

    def __call__(self) -> str:
        """Refuse what cannot be asked before anything is shown."""
        if leads_to_data(self.context, self.request):
            return ""
        self.heading, self.canonical = self._heading(), self._url(dict(self.wanted.filters))
        self.page_title = self.heading or self.writer.typeset(self.context.Title())
        return self.index()

    @cached_property
    def writer(self) -> Writer:
        return Writer(get_current_language(self.context))

    @cached_property
    def wanted(self) -> listing.Wanted:
        return listing.read(self.request.form)

    @cached_property
    def found(self) -> listing.Found:
        return listing.find(self.context, self.wanted)

    @cached_property
    def today(self) -> date:
        return datetime.now(BRUSSELS).date()

    @property
    def may_add(self) -> bool:
        """Tell whether this user adds procedures here, and may so take out a table of them."""
        return bool(api.user.has_permission(ADD, obj=self.context))

    @property
    def is_filtered(self) -> bool:
        return bool(self.wanted.filters)

    def data(self) -> Data:
        """Return all that the template shows, kept until the site or the day changes it.

        Lists of several filters are not kept: there are too many of them.
        """
        if len(self.wanted.filters) > 1:
            found = self._data()
        else:
            path = self.context.getPhysicalPath()
            key = ("procedures", path, self.writer.language, self.wanted)
            found = remember(getSite(), key, self._data, lambda made: made["until"])
        if found["until"]:
            declare_next_change(self.request, found["until"])
        return found

    def _data(self) -> Data:
        rows = self.rows()
        groups = [
            {"letter": "#" if letter == "0" else letter, "id": f"letter-{letter}", "rows": found}
            for letter, found in listing.by_letter(rows)
        ]
        return {
            "groups": groups,
            "rows": rows,
            "total": self.found.total,
            "ways": [] if self.is_filtered else self.ways(),
            "all_url": self.context.absolute_url(),
            "filters": self._filters(),
            "pages": self._pages(),
            "open_data": f"{self.context.absolute_url()}/@@cpsv-ap",
            "until": min(filter(None, (row["again"] for row in rows)), default=None),
        }

    def rows(self) -> list[Data]:
        """Return the procedures with the answer before the click."""
        return [self._row(brain) for brain in self.found.brains]

    def _row(self, brain: AbstractCatalogBrain) -> Data:
        facts, writer = listing.facts(brain), self.writer
        return {
            "title": writer.typeset(brain.Title),
            "url": brain.getURL(),
            "letter": first_letter(brain.Title),
            "price": writer.price(facts.get("price")),
            "delay": writer.typeset(facts.get("delay")),
            "where": writer.where(facts.get("channels") or []),
            **self._availability(facts),
        }

    def _availability(self, facts: Data) -> Data:
        """Return whether a procedure cannot be done today, and when it can be again."""
        until = date.fromisoformat(facts["until"]) if facts.get("until") else None
        if is_available(facts.get("status"), until, self.today):
            return {"unavailable": False, "again": None}
        again = until and datetime.combine(until + timedelta(days=1), time(), BRUSSELS)
        return {"unavailable": True, "again": again}

    def ways(self) -> list[Data]:
        """Return the ways in that lead somewhere: audiences, life events, themes, services."""
        ways = []
        for name, heading in listing.HEADINGS.items():
            counted = listing.counts(self.found.brains, name)
            entries = [
                self._entry(PARAMETERS[name], key, label, counted[key])
                for key, label in listing.labels(name, self.writer.language).items()
                if key in counted
            ]
            ways.append({"name": name, "heading": heading, "entries": entries})
        ways.append({"name": "services", "heading": _("By service"), "entries": self._services()})
        return [way for way in ways if way["entries"]]

    def _services(self) -> list[Data]:
        counted: dict[str, int] = {}
        for brain in self.found.brains:
            if uid := listing.facts(brain).get("service"):
                counted[uid] = counted.get(uid, 0) + 1
        brains = sorted(visible(self.context, list(counted)), key=lambda brain: brain.Title)
        return [
            self._entry("service", brain.UID, self.writer.typeset(brain.Title), counted[brain.UID])
            for brain in brains
        ]

    def _entry(self, name: str, value: str, label: str, count: int) -> Data:
        return {"label": label, "url": self._url({name: value}), "count": count}

    def _filters(self) -> list[Data]:
        """Return the filters in force, each with the address of the list without it."""
        wanted = dict(self.wanted.filters)
        return [
            {
                "label": self._label(name, value),
                "url": self._url({other: v for other, v in wanted.items() if other != name}),
            }
            for name, value in wanted.items()
        ]

    def _heading(self) -> str:
        return ", ".join(self._label(name, value) for name, value in self.wanted.filters)

    def _label(self, name: str, value: str) -> str:
        if name == "letter":
            return "#" if value == "0" else value
        if name == "service":
            brains = visible(self.context, [value])
            if not brains:
                raise NotFound(value)
            return self.writer.typeset(brains[0].Title)
        label = listing.label_of(name, value, self.writer.language)
        return label[:1].upper() + label[1:]

    def _pages(self) -> list[Data]:
        if self.found.pages == 1:
            return []
        wanted = dict(self.wanted.filters)
        return [
            {
                "number": number,
                "current": number == self.found.page,
                "url": self._url({**wanted, "page": str(number)} if number > 1 else wanted),
            }
            for number in range(1, self.found.pages + 1)
        ]

    def _url(self, parameters: dict[str, str]) -> str:
        """Return the address of a list; its parameters always in the same order."""
        url = self.context.absolute_url()
        if self.context.getLayout() != self.__name__:
            url = f"{url}/@@{self.__name__}"
        ordered = {
            name: parameters[name] for name in (*listing.FILTERS, "page") if name in parameters
        }
        return f"{url}?{urlencode(ordered)}" if ordered else url
