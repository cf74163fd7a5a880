"""The counts of a period as a file for a spreadsheet."""

from collections.abc import Iterator
from communesplone.core import _
from communesplone.core.tables import cell
from communesplone.core.tables import text_table
from communesplone.statistics.browser.statistics import StatisticsView


ALL = 10_000


class ExportView(StatisticsView):
    """@@statistics-csv: one line for the days, pages and files; small counts are not told."""

    def __call__(self) -> bytes:
        """Return the file, for Excel: semicolons, UTF-8 with its mark."""
        said = self.report.said
        header = [said(_("What")), said(_("Which")), said(_("Address")), said(_("Times"))]
        name = f"statistiques-{self.period.kind}-{self.period.first.isoformat()}.csv"
        response = self.request.response
        response.setHeader("Content-Type", "text/csv; charset=utf-8")
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        return text_table(header, self._rows())

    def _rows(self) -> Iterator[list[str]]:
        said = self.report.said
        for row in self.steps:
            if row["now"]:
                yield [said(_("Pages read")), row["step"], "", plain(row["now"])]
        for title, found in (
            (_("Pages read"), self.report.most_read(ALL)),
            (_("Files fetched"), self.report.fetched(ALL)),
        ):
            for row in found:
                yield [said(title), cell(row["title"]), row["url"], row["views"]]


def plain(number: str) -> str:
    """Return a number as machines read it; words stay."""
    digits = number.replace("\u202f", "")
    return digits if digits.isdigit() else number
