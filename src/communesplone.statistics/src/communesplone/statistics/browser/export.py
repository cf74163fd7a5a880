"""The counts of a period as a file for a spreadsheet."""

from communesplone.core import _
from communesplone.statistics.browser.statistics import StatisticsView
from csv import writer
from io import StringIO


ALL = 10_000
#: How a cell begins that a spreadsheet would compute.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


class ExportView(StatisticsView):
    """@@statistics-csv: one line for the days, pages and files; small counts are not told."""

    def __call__(self) -> bytes:
        """Return the file, for Excel: semicolons, UTF-8 with its mark."""
        said = self.report.said
        out = StringIO()
        rows = writer(out, delimiter=";")
        rows.writerow([said(_("What")), said(_("Which")), said(_("Address")), said(_("Times"))])
        for row in self.steps:
            if row["now"]:
                rows.writerow([said(_("Pages read")), row["step"], "", plain(row["now"])])
        for title, found in (
            (_("Pages read"), self.report.most_read(ALL)),
            (_("Files fetched"), self.report.fetched(ALL)),
        ):
            for row in found:
                rows.writerow([said(title), cell(row["title"]), row["url"], row["views"]])
        name = f"statistiques-{self.period.kind}-{self.period.first.isoformat()}.csv"
        response = self.request.response
        response.setHeader("Content-Type", "text/csv; charset=utf-8")
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        return out.getvalue().encode("utf-8-sig")


def cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def plain(number: str) -> str:
    """Return a number as machines read it; words stay."""
    digits = number.replace("\u202f", "")
    return digits if digits.isdigit() else number
