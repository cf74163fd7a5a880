"""The types of the directory as kinds of tables, for whoever brings an old site in."""

from collections.abc import Mapping
from communesplone.core.ingest import ITableKind
from communesplone.core.ingest import TablePlan
from communesplone.core.ingest import TableRow
from communesplone.directory.tables import importing
from communesplone.directory.tables import reading
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import adapter
from zope.interface import implementer


@implementer(ITableKind)
@adapter(IPloneSiteRoot)
class DirectoryTable:
    """Entries of one type of the directory."""

    portal_type = ""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    @property
    def title(self) -> str:
        return api.portal.get_tool("portal_types")[self.portal_type].Title()

    def plan(self, folder: Any, text: str, language: str) -> TablePlan:
        """Return what the table would do; see ITableKind."""
        lines = reading.lines(text, self.portal_type)
        rows = importing.plan(folder, self.portal_type, lines, language)
        return TablePlan(
            rows=tuple(
                TableRow(
                    line=row.line.number,
                    key=row.path or str(row.line.number),
                    title=row.title or row.path,
                    fate="added" if row.wrong else row.fate,
                    wrong=tuple(
                        (reading.label(self.portal_type, one.column), one.message)
                        for one in row.wrong
                    ),
                )
                for row in rows
            ),
            kept=rows,
        )

    def apply(self, folder: Any, plan: TablePlan, publish: bool) -> Mapping[str, Any]:
        """Make and change the entries; see ITableKind."""
        return importing.apply(folder, self.portal_type, plan.kept, publish=publish)


class Services(DirectoryTable):
    portal_type = "Service"


class People(DirectoryTable):
    portal_type = "Person"


class Mandates(DirectoryTable):
    portal_type = "Mandate"


class Places(DirectoryTable):
    portal_type = "Place"


class Associations(DirectoryTable):
    portal_type = "Association"


class Shops(DirectoryTable):
    portal_type = "Shop"
