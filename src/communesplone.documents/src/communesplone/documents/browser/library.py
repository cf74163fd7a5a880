"""The list of a folder's documents, by theme, year, kind and language."""

from communesplone.core import _
from communesplone.core.memory import remember
from communesplone.core.paging import Paging
from communesplone.documents import library
from communesplone.documents.asked import Asked
from communesplone.documents.asked import read
from communesplone.documents.browser.base import LibraryPage
from communesplone.documents.kinds import KINDS
from communesplone.documents.kinds import LANGUAGES
from dataclasses import replace
from functools import cached_property
from itertools import groupby
from typing import Any
from zope.component.hooks import getSite


PER_PAGE = 20
Data = dict[str, Any]


class LibraryView(LibraryPage):
    """@@library_view of a folder."""

    def __call__(self) -> str:
        """Refuse what cannot be asked before anything is shown."""
        self.paging.refuse_beyond()
        return super().__call__()

    @cached_property
    def asked(self) -> Asked:
        return read(self.request.form)

    @cached_property
    def listed(self) -> Data:
        """How many documents there are, and those of this page by year, until that changes."""
        key = ("library", self.context.getPhysicalPath(), self.asked, self.language)
        return remember(getSite(), key, self._list)

    def _list(self) -> Data:
        found = library.find(self.context, self.asked)
        start = (self.asked.page - 1) * PER_PAGE
        rows = [self.document_row(brain) for brain in found[start : start + PER_PAGE]]
        years = groupby(rows, lambda row: row["iso"][:4])
        return {
            "total": len(found),
            "years": [(year, list(group)) for year, group in years],
        }

    @cached_property
    def url(self) -> str:
        url = self.context.absolute_url()
        return url if self.context.getLayout() == self.__name__ else f"{url}/@@{self.__name__}"

    @property
    def canonical(self) -> str:
        return self.asked.address(self.url, page=self.asked.page)

    @property
    def indexed(self) -> bool:
        """Search engines get the documents themselves, not each selection of them."""
        return not self.asked.filters

    @property
    def page_title(self) -> str:
        """The title of the folder, with what is chosen."""
        return " – ".join([self.text(self.context.Title()), *self._chosen()])

    def _chosen(self) -> list[str]:
        asked = self.asked
        names = (
            self.text(self.themes.get(asked.theme, "")),
            self.kind(asked.kind) if asked.kind else "",
            self.tongue(asked.language),
            str(asked.year or ""),
            self.say(_("page ${number}", mapping={"number": asked.page}))
            if asked.page > 1
            else "",
        )
        return [name for name in names if name]

    @cached_property
    def paging(self) -> Paging:
        query = tuple(self.asked.filters)
        return Paging(self.asked.page, PER_PAGE, self.total(), self.url, query)

    def years(self) -> list[Data]:
        """Return the documents of this page by year: `title` and `rows` of each."""
        return [
            {"title": year or self.say(_("Without date")), "rows": rows}
            for year, rows in self.listed["years"]
        ]

    def total(self) -> int:
        return self.listed["total"]

    def choices(self) -> list[Data]:
        """Return the fields of the filters: only what has documents may be chosen."""
        has, asked = library.summary(self.context, self.language), self.asked
        fields = [
            ("theme", _("Theme"), [(key, self.text(name)) for key, name in self.themes.items()]),
            ("year", _("Year"), [(year, str(year)) for year in reversed(has["year"])]),
            ("kind", _("Kind of document"), [(key, self.kind(key)) for key in KINDS]),
            ("language", _("Language"), [(key, self.tongue(key)) for key in LANGUAGES]),
        ]
        found = []
        for name, label, options in fields:
            now = getattr(asked, name)
            shown = [one for one in options if one[0] in has[name] or one[0] == now]
            if len(shown) > 1 or now:
                found.append(
                    {
                        "name": name,
                        "label": self.say(label),
                        "options": [
                            {"value": str(value), "title": title, "current": value == now}
                            for value, title in shown
                        ],
                    }
                )
        return found

    def feed(self) -> str:
        """Return the address of the feed of this selection."""
        return replace(self.asked, year=None).address(
            f"{self.context.absolute_url()}/@@library.rss"
        )
