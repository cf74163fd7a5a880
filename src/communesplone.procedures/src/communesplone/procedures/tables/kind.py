"""Procedures as a kind of table, for whoever brings an old site in."""

from collections.abc import Mapping
from communesplone.core.ingest import ITableKind
from communesplone.core.ingest import TablePlan
from communesplone.core.ingest import TableRow
from communesplone.procedures.tables import cells
from communesplone.procedures.tables import importing
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import adapter
from zope.interface import implementer


@implementer(ITableKind)
@adapter(IPloneSiteRoot)
class ProcedureTable:
    """Procedures of one folder."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    @property
    def title(self) -> str:
        return api.portal.get_tool("portal_types")[importing.KIND].Title()

    def plan(self, folder: Any, text: str, language: str) -> TablePlan:
        """Return what the table would do; see ITableKind."""
        rows = importing.plan(folder, cells.lines(text), language)
        return TablePlan(
            rows=tuple(
                TableRow(
                    line=row.line.number,
                    key=row.id,
                    title=row.title or row.id,
                    fate="added" if row.wrong else row.fate,
                    wrong=tuple((cells.label(one.column), one.message) for one in row.wrong),
                )
                for row in rows
            ),
            kept=rows,
        )

    def apply(self, folder: Any, plan: TablePlan, publish: bool) -> Mapping[str, Any]:
        """Make and change the procedures; see ITableKind."""
        return importing.apply(folder, plan.kept, publish=publish)
