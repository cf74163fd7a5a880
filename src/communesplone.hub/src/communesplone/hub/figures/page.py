"""@@hub-figures: what was counted, in all, by month and by commune; @@hub-figures-csv."""

from communesplone.core import _
from communesplone.core.drawing import draw
from communesplone.core.drawing import Series
from communesplone.core.tables import cell
from communesplone.core.tables import text_table
from communesplone.core.typography import short_month
from communesplone.hub.browser.base import HubPage
from communesplone.hub.communes.members import Member
from communesplone.hub.communes.members import members
from communesplone.hub.figures.counting import Act
from communesplone.hub.figures.counting import ACTS
from communesplone.hub.figures.counting import BEFORE
from datetime import date
from functools import cached_property
from typing import Any


#: Months of the picture, rows of the table of communes.
MONTHS, PAGE = 24, 50
#: Widths of the same picture, for a desk and for a phone.
WIDTHS = {"wide": 860, "narrow": 330}
Row = dict[str, Any]


class FiguresView(HubPage):
    """Totals, a curve with its table, the communes by name: nobody is ranked."""

    page_title = _("What the communes do together, in figures")
    place = "place-home"

    @cached_property
    def act(self) -> Act:
        """What the picture shows."""
        asked = self.given("act", 20)
        return next((act for act in ACTS if act == asked), "adopted")

    def totals(self) -> list[Row]:
        figures = self.kept.figures
        return [
            {
                "title": self.say(title),
                "text": self.say(text),
                "count": self.number(figures.total(act)),
                "url": self.address("hub-figures", act=act),
                "current": "true" if act == self.act else None,
            }
            for act, (title, text) in ACTS.items()
        ]

    @property
    def title(self) -> str:
        return self.say(ACTS[self.act][0])

    @cached_property
    def months(self) -> list[tuple[str, dict[Act, int]]]:
        return self.kept.figures.by_month()

    def month_rows(self) -> list[Row]:
        """Return the months, the latest first, with every count."""
        return [
            {"title": self.month(name), "counts": [self.number(counts[act]) for act in ACTS]}
            for name, counts in reversed(self.months)
        ]

    def headings(self) -> list[str]:
        return [self.say(title) for title, _text in ACTS.values()]

    def drawings(self) -> list[Row]:
        """Return the curve of the last months, drawn for a desk and for a phone; none at first."""
        last = [(name, counts) for name, counts in self.months if name != BEFORE][-MONTHS:]
        if len(last) < 2:
            return []
        labels = [self._label(name) for name, _counts in last]
        series = Series(tuple(counts[self.act] for _name, counts in last), "now")
        words = self._description([(name, counts[self.act]) for name, counts in last])
        return [
            {
                "css": f"drawn-{name}",
                "svg": draw(f"figures-{name}", self.title, words, labels, [series], width),
            }
            for name, width in WIDTHS.items()
        ]

    def _description(self, told: list[tuple[str, int]]) -> str:
        name, most = max(told, key=lambda one: one[1])
        mapping = {
            "title": self.title,
            "first": self.month(told[0][0]),
            "last": self.month(told[-1][0]),
            "month": self.month(name),
            "count": self.number(most),
        }
        words = _(
            "${title} from ${first} to ${last}. Most in ${month}: ${count}. The table has every "
            "number.",
            mapping=mapping,
        )
        return self.say(words)

    def month(self, name: str) -> str:
        """Return a month in words."""
        if name == BEFORE:
            return self.say(_("Before the counting began"))
        return f"{short_month(_first(name), self.language)} {name[:4]}"

    def _label(self, name: str) -> str:
        # The year stands under its first month
        short = short_month(_first(name), self.language)
        return f"{short} {name[:4]}" if name.endswith("-01") else short

    @cached_property
    def communes(self) -> list[Member]:
        return members(self.kept)

    @property
    def start(self) -> int:
        asked = self.given("start", 6)
        return int(asked) if asked.isdigit() else 0

    def commune_rows(self) -> list[Row]:
        """Return a page of the communes by name."""
        return [
            {
                "title": one.name,
                "url": self.address("commune", id=one.issuer),
                "counts": [self.number(self.kept.figures.total(act, one.issuer)) for act in ACTS],
            }
            for one in self.communes[self.start : self.start + PAGE]
        ]

    @property
    def next_url(self) -> str:
        """Where the next communes are; empty after the last."""
        end = self.start + PAGE
        if end >= len(self.communes):
            return ""
        return self.address("hub-figures", act=self.act, start=str(end))


class FiguresCsv(FiguresView):
    """@@hub-figures-csv?by=month or by=commune: the same numbers for a spreadsheet."""

    def __call__(self) -> bytes:
        """Return the file."""
        by = "commune" if self.given("by", 10) == "commune" else "month"
        response = self.request.response
        response.setHeader("Content-Type", "text/csv; charset=utf-8")
        response.setHeader("Content-Disposition", f'attachment; filename="hub-{by}.csv"')
        first = self.say(_("Commune") if by == "commune" else _("Month"))
        rows = self._of_communes() if by == "commune" else self._of_months()
        return text_table([first, *self.headings()], rows)

    def _of_months(self) -> list[list[str | int]]:
        before = self.say(_("Before the counting began"))
        return [[name or before, *counts.values()] for name, counts in self.months]

    def _of_communes(self) -> list[list[str | int]]:
        of = self.kept.figures.of
        return [[cell(one.name), *of(one.issuer).values()] for one in self.communes]


def _first(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
