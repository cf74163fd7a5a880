"""@@suggest?q=…: at most six lines while somebody types, as JSON."""

from communesplone.core import _
from communesplone.search import site as search_site
from communesplone.search.browser.asked import line
from communesplone.search.browser.asked import Question
from communesplone.search.browser.filters import group
from communesplone.search.browser.results import Search
from communesplone.search.browser.rows import Rows
from communesplone.search.query import Result
from functools import cached_property
from plone import api
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope.i18n import translate
import json


#: Pages; the last of six lines leads to all that is found.
PAGES = 5
LEAST = 2
TITLES = {
    "Procedure": _("Procedures"),
    "Service": _("Services"),
    "Page": _("The whole site"),
}


class Suggest(Search):
    """Pages in groups, each with its answer: a price, whether a desk is open."""

    @cached_property
    def question(self) -> Question:
        return Question(text=line(self.request.form.get("q")))

    @cached_property
    def answer(self) -> Result:
        if len(self.asked) < LEAST:
            return Result()
        return search_site.ask(self.context, self.asked, self.language, typing=True)

    def __call__(self) -> str:
        self.lighten()
        self.request.response.setHeader("Content-Type", "application/json")
        groups: dict[str, list[dict[str, Any]]] = {name: [] for name in TITLES}
        site, maker = api.portal.get(), Rows(self, set())
        for docid, about in self.answer.pages[:PAGES]:
            brain = search_site.brain_of(site, docid)
            if brain is not None:
                name = group(about.kind)
                groups[name if name in groups else "Page"].append(self._line(brain, maker))
        if any(groups.values()):
            groups["Page"].append(self._everything())
        told = [
            {"title": translate(TITLES[name], target_language=self.language), "rows": rows}
            for name, rows in groups.items()
            if rows
        ]
        return json.dumps(told, ensure_ascii=False)

    def _line(self, brain: AbstractCatalogBrain, maker: Rows) -> dict[str, Any]:
        row, status = self.row(brain), maker.status(brain)
        facts = [value for value, _label in maker.answer(brain).facts][:2]
        return {
            "title": row["title"],
            "url": row["url"],
            "note": status["text"] if status else " · ".join(facts),
            "status": status["kind"] if status else "",
            "shape": status["shape"] if status else "",
        }

    def _everything(self) -> dict[str, Any]:
        said = _('Search for "${words}"', mapping={"words": self.asked})
        title = self.text(translate(said, target_language=self.language))
        address = self.question.address(self.url)
        return {"title": title, "url": address, "note": "", "status": "", "shape": "", "all": True}
