"""Entries out: visiting cards, CSV, GeoJSON; a whole list or what its filters leave."""

from communesplone.core.identity import identity
from communesplone.core.tables import cell
from communesplone.core.tables import text_table
from communesplone.core.typography import capital
from communesplone.directory import asked
from communesplone.directory import finding
from communesplone.directory import vcard
from communesplone.directory.browser.base import DirectoryPage
from communesplone.directory.browser.base import hours_of
from communesplone.directory.browser.entry import EntryView
from communesplone.directory.browser.person import PersonView
from communesplone.directory.browser.person import Told
from communesplone.directory.mandates import runs
from communesplone.directory.register import in_body
from communesplone.directory.settings import BODIES
from communesplone.directory.tables import writing
from communesplone.directory.tables.columns import COLUMNS
from functools import cached_property
from Products.CMFCore.utils import getToolByName
from typing import Any
from zExceptions import BadRequest
from zope.component.hooks import getSite


IMPORT = "communesplone.directory: Import entries"


class Download(DirectoryPage):
    """A file made of the directory."""

    def send(self, data: bytes, media_type: str, name: str) -> bytes:
        """Return `data` as a file of that name."""
        self.lighten()
        response = self.request.response
        response.setHeader("Content-Type", f"{media_type}; charset=utf-8")
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        response.setHeader("X-Robots-Tag", "noindex")
        return data


class Selection(Download):
    """The entries of a type below a folder that an address asks for."""

    @cached_property
    def portal_type(self) -> str:
        """The type that is asked for, or that the folder shows."""
        value = self.request.form.get("type", finding.TYPES.get(self.context.getLayout(), "Place"))
        if value not in finding.TYPES.values() and not (value == "Mandate" and self.may_import):
            raise BadRequest("type: no such type")
        return value

    @cached_property
    def may_import(self) -> bool:
        membership = getToolByName(self.context, "portal_membership")
        return bool(membership.checkPermission(IMPORT, self.context))

    @cached_property
    def root(self) -> str:
        return "/".join(self.context.getPhysicalPath())

    def brains(self) -> list:
        """Return what is asked for, on all pages."""
        wanted = asked.read(self.request.form)
        found = finding.find(self.context, self.portal_type, wanted)
        if not wanted.open:
            return found
        for brain in found:
            self.changes_with(hours_of(brain))
        return finding.are_open(found, self.now)


class EntriesCsv(Selection):
    """@@directory.csv: a table; for those who may bring it in again, with all its columns."""

    def __call__(self) -> bytes:
        brains = self.brains()
        if self.may_import:
            columns = COLUMNS[self.portal_type]
            rows = (
                writing.values_of_item(brain.getObject(), columns, self.root) for brain in brains
            )
        else:
            columns = writing.public_columns(self.portal_type)
            rows = (writing.values_of_brain(brain, self.root) for brain in brains)
        data = writing.table(self.portal_type, columns, rows, self.language)
        return self.send(data, "text/csv", f"{self.portal_type.lower()}.csv")


class EntriesGeoJson(Selection):
    """@@directory.geojson: the entries that have a position."""

    def __call__(self) -> bytes:
        rows = (self._row(brain) for brain in self.brains())
        name = f"{self.portal_type.lower()}.geojson"
        return self.send(writing.geojson(rows), "application/geo+json", name)

    def _row(self, brain: Any) -> dict[str, Any]:
        found = writing.values_of_brain(brain, self.root)
        names = ("title", "description", "phone", "email", "website", "street", "number")
        names = (*names, "postal_code", "locality", "latitude", "longitude")
        kind = self.kinds(self.portal_type).get(found.get("kind", ""), "")
        return {**{name: found.get(name) for name in names}, "kind": kind, "url": brain.getURL()}


class MandatesCsv(Download, Told):
    """@@mandates.csv: who sits in a body on a day."""

    def __call__(self) -> bytes:
        body = self.request.form.get("body", "college")
        if not isinstance(body, str) or body not in self.bodies:
            raise BadRequest(f"{BODIES}: no such body")
        on = asked.read_day(self.request.form, self.now.date())
        sitting = [
            one
            for one in in_body(getSite(), body, self.language)
            if runs(one.term.start, one.term.end, on)
        ]
        header = ["name", "role", "body", "rank", "group", "duties", "start", "end", "url"]
        rows = [
            [
                one.term.person_title,
                capital(self.roles.get(one.term.role, one.term.role)),
                self.bodies[body],
                "" if one.term.rank is None else str(one.term.rank),
                one.group,
                ", ".join(one.duties),
                one.term.start.isoformat(),
                one.term.end.isoformat() if one.term.end else "",
                one.url,
            ]
            for one in sitting
        ]
        cells = ([cell(text) for text in row] for row in rows)
        return self.send(text_table(header, cells), "text/csv", f"{body}-{on.isoformat()}.csv")


class EntryCard(Download, EntryView):
    """@@vcard of a service, place, association or shop."""

    def __call__(self) -> bytes:
        text = vcard.card(
            name=self.context.title,
            uid=self.context.UID(),
            url=self.context.absolute_url(),
            person=False,
            contact=self.contact,
            address=self.place,
            organisation=identity().name if self.is_service else self.context.title,
            revised=self.context.modified().toZone("UTC").strftime("%Y%m%dT%H%M%SZ"),
        )
        return self.send(text.encode(), "text/vcard", f"{self.context.getId()}.vcf")


class PersonCard(Download, PersonView):
    """@@vcard of a person, with what is public of how to reach them today."""

    def __call__(self) -> bytes:
        held = self.current()
        text = vcard.card(
            name=self.context.title,
            uid=self.context.UID(),
            url=self.context.absolute_url(),
            person=True,
            contact=self.contact,
            address={},
            organisation=identity().name,
            role=self.context.job or (held[0]["role"] if held else ""),
            revised=self.context.modified().toZone("UTC").strftime("%Y%m%dT%H%M%SZ"),
        )
        return self.send(text.encode(), "text/vcard", f"{self.context.getId()}.vcf")
