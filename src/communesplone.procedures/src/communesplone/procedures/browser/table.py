"""@@procedures.csv: the procedures of a folder for a spreadsheet, to be brought in again."""

from communesplone.procedures.tables.writing import table
from plone.api.portal import get_current_language
from Products.Five.browser import BrowserView


class ProceduresTable(BrowserView):
    """A table with all the columns, for those who may add procedures."""

    def __call__(self) -> bytes:
        response = self.request.response
        response.setHeader("Content-Type", "text/csv; charset=utf-8")
        name = f"{self.context.getId()}.csv"
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        return table(self.context, get_current_language(self.context))
