"""The counts of a period as a file for a spreadsheet."""

from collections.abc import Iterator
from communesplone.core import _
from communesplone.core.tables import cell
from communesplone.core.tables import text_table
from communesplone.statistics.browser.statistics import StatisticsView
from communesplone.statistics.figures import RARE
from itertools import chain


ALL = 10_000


class ExportView(StatisticsView):
    """@@statistics-csv: a line for each day, page, file and phrase; small counts are not told."""

    def __call__(self) -> bytes:
        """Return the file, for Excel: semicolons, UTF-8 with its mark."""
        said = self.report.said
        header = [said(_("What")), said(_("Which")), said(_("Address")), said(_("Times"))]
        name = f"statistiques-{self.period.kind}-{self.period.first.isoformat()}.csv"
        response = self.request.response
        response.setHeader("Content-Type", "text/csv; charset=utf-8")
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        return text_table(header, chain(self._steps(), self._pages(), self._searches()))

    def _steps(self) -> Iterator[list[str]]:
        title = self.report.said(_("Pages read"))
        for row in self.steps:
            if row["now"]:
                yield [title, row["step"], "", plain(row["now"])]

    def _pages(self) -> Iterator[list[str]]:
        report = self.report
        rarely = report.least_read(ALL) if self.scope.is_part else []
        for title, found in (
            (_("Pages read"), report.most_read(ALL)),
            (_("Read least"), [row for row in rarely if row["views"] < RARE]),
            (_("Files fetched"), report.fetched(ALL)),
        ):
            for row in found:
                yield [report.said(title), cell(row["title"]), row["url"], plain(row["count"])]

    def _searches(self) -> Iterator[list[str]]:
        said = self.report.said
        if self.scope.is_site:
            yield [said(_("Searches")), "", "", str(self.report.now.searches)]
        if self.searches is None:
            return
        for title, found in (
            (_("Searched most, in the last 30 days"), self.searches.typed(ALL)),
            (_("Searched in vain, in the last 30 days"), self.searches.phrases(ALL)),
        ):
            for one in found:
                yield [said(title), cell(one.text), "", str(one.count)]


def plain(number: str) -> str:
    """Return a number as machines read it; words stay."""
    digits = number.replace("\u202f", "")
    return digits if digits.isdigit() else number
