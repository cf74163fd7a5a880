"""The page of a service, a place, an association or a shop."""

from Acquisition import aq_inner
from Acquisition import aq_parent
from communesplone.core.behaviors.opening_hours import opening_hours_of
from communesplone.core.identity import identity
from communesplone.core.publication import is_visible
from communesplone.directory import linked_data
from communesplone.directory.browser.base import Data
from communesplone.directory.browser.base import EntryPage
from communesplone.directory.browser.base import json_of
from communesplone.directory.service import IService
from functools import cached_property
from Products.CMFCore.utils import getToolByName
import json


LIMIT = 60


class EntryView(EntryPage):
    """@@entry_view: when, where, what, who."""

    @cached_property
    def kind(self) -> str:
        """What it is, in one word."""
        found = self.kinds(self.context.portal_type).get(getattr(self.context, "kind", ""), "")
        return self.text(found)

    @property
    def notes(self) -> list[str]:
        """What people who come have to know."""
        found = (getattr(self.context, name, None) for name in ("meets", "access"))
        return [self.text(line) for text in found if text for line in text.splitlines() if line]

    @cached_property
    def is_service(self) -> bool:
        return IService.providedBy(self.context)

    def parts(self) -> list[Data]:
        """Return the services that depend on this one."""
        return [self.entry_row(brain) for brain in self._below("Service")]

    def team(self) -> list[Data]:
        """Return the people of this service."""
        return [self.entry_row(brain) for brain in self._below("Person")]

    def _below(self, portal_type: str) -> list:
        if not self.is_service:
            return []
        path = {"query": "/".join(self.context.getPhysicalPath()), "depth": 1}
        order = {"sort_on": "getObjPositionInParent", "sort_limit": LIMIT}
        return self.search(path=path, portal_type=portal_type, **order)[:LIMIT]

    def above(self) -> Data | None:
        """Return the service that this one depends on."""
        parent = aq_parent(aq_inner(self.context))
        if not (self.is_service and IService.providedBy(parent) and is_visible(parent)):
            return None
        return {"title": self.text(parent.Title()), "url": parent.absolute_url()}

    def procedures(self) -> list[Data]:
        """Return the procedures that this service answers for, where sites have procedures."""
        catalog = getToolByName(self.context, "portal_catalog")
        if not self.is_service or "procedure_service" not in catalog.indexes():
            return []
        brains = catalog.searchResults(
            portal_type="Procedure",
            procedure_service=self.context.UID(),
            sort_on="sortable_title",
            sort_limit=LIMIT,
        )
        return [
            self.row(brain) | {"note": self.text(json_of(brain, "procedure_facts").get("delay"))}
            for brain in brains[:LIMIT]
        ]

    def json_ld(self) -> Data:
        """Return the entry in the words of schema.org."""
        return linked_data.entry(
            kind=(self.context.portal_type, getattr(self.context, "kind", "") or ""),
            name=self.context.title,
            url=self.context.absolute_url(),
            description=self.context.description,
            contact=self.contact,
            address=self.place,
            hours=opening_hours_of(self.context),
            on=self.now.date(),
            parent=identity().name if self.is_service else "",
        )


class EntryLinkedData(EntryView):
    """The entry as schema.org JSON-LD, at an address of its own."""

    def __call__(self) -> str:
        self.lighten()
        self.request.response.setHeader("Content-Type", "application/ld+json; charset=utf-8")
        graph = {"@context": "https://schema.org", **self.json_ld()}
        return json.dumps(graph, ensure_ascii=False)
