"""@@search: what was found, by GET, in pages; and what helps when nothing was."""

from collections import Counter
from collections.abc import Iterable
from communesplone.core import _
from communesplone.core import changes
from communesplone.core.browser.page import Page
from communesplone.core.guards import is_anonymous
from communesplone.core.hours import from_json
from communesplone.core.hours import next_change
from communesplone.core.hours import status
from communesplone.core.hours.words import status_text
from communesplone.core.paging import asked_page
from communesplone.core.paging import Paging
from communesplone.core.topics import labels
from communesplone.core.typography import capital
from communesplone.search import site as search_site
from communesplone.search.analysis import stem
from communesplone.search.analysis import WORD
from communesplone.search.analysis import words
from communesplone.search.document import Facts
from communesplone.search.query import LONGEST
from communesplone.search.query import Result
from functools import cached_property
from plone import api
from plone.base.utils import munge_search_term
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from Products.ZCTextIndex.ParseTree import ParseError
from typing import Any
from zope.i18n import translate
import json


PER_PAGE = 10
EXCERPT = 200
#: Kinds of pages, as visitors know them.
KINDS = {
    "Procedure": _("Procedures"),
    "Service": _("Services"),
    "News Item": _("News"),
    "Event": _("Agenda"),
    "File": _("Documents"),
    "Library Document": _("Documents"),
}
OTHER = _("Pages")


class Search(Page):
    """@@search below a navigation root."""

    indexed = False

    @property
    def page_title(self) -> str:
        return translate(_("Search"), target_language=self.language)

    def page_description(self) -> str:
        return ""

    @cached_property
    def home_url(self) -> str:
        return api.portal.get_navigation_root(self.context).absolute_url()

    @cached_property
    def asked(self) -> str:
        """What was asked: one line of text, whatever the query string holds."""
        given = self.request.form.get("SearchableText", "")
        text = given if isinstance(given, str) else ""
        printable = "".join(sign if sign.isprintable() else " " for sign in text[: LONGEST * 2])
        return " ".join(printable.split())[:LONGEST]

    @property
    def exact(self) -> bool:
        return self.request.form.get("exact") == "1"

    @cached_property
    def answer(self) -> Result:
        return search_site.ask(self.context, self.asked, self.language, exact=self.exact)

    def chosen(self, name: str) -> set[str]:
        """Return the values of a filter that the address has."""
        given = self.request.form.get(name, ())
        given = [given] if isinstance(given, str) else given if isinstance(given, list) else []
        return {one for one in given[:20] if isinstance(one, str) and len(one) <= 40}

    @cached_property
    def brains(self) -> list[AbstractCatalogBrain]:
        """What is found: of everybody's pages, then what else this user may see."""
        site = api.portal.get()
        wanted = [docid for docid, about in self.answer.pages if self._fits(about)]
        found = [search_site.brain_of(site, docid) for docid in wanted]
        brains = [brain for brain in found if brain is not None]
        return brains if is_anonymous() else [*brains, *self._drafts(wanted)]

    def _drafts(self, known: Iterable[int]) -> list[AbstractCatalogBrain]:
        """Return what only those who work here see, by the catalog's own text index."""
        term = munge_search_term(self.asked)
        if not term or self.chosen("kind") or self.chosen("theme"):
            return []
        try:
            brains = self.search(SearchableText=term, sort_limit=100)
        except (ParseError, ValueError):
            return []
        seen = set(known)
        return [brain for brain in brains[:100] if brain.getRID() not in seen]

    def _fits(self, about: Facts) -> bool:
        kinds, themes = self.chosen("kind"), self.chosen("theme")
        return (not kinds or group(about.kind) in kinds) and (
            not themes or bool(themes & set(about.themes))
        )

    @cached_property
    def facets(self) -> list[dict[str, Any]]:
        """The filters: each value with how many pages of all that was found have it."""
        every = [about for _docid, about in self.answer.pages]
        kinds = Counter(group(about.kind) for about in every)
        themes = Counter(theme for about in every for theme in about.themes)
        names = {group(kind): title for kind, title in KINDS.items()} | {"Page": OTHER}
        shown = {
            key: translate(name, target_language=self.language) for key, name in names.items()
        }
        facets = [
            {"name": "kind", "title": _("Kind"), "values": self._values("kind", kinds, shown)},
            {
                "name": "theme",
                "title": _("Theme"),
                "values": self._values("theme", themes, labels("themes", self.language)),
            },
        ]
        return [
            facet for facet in facets if len(facet["values"]) > 1 or self.chosen(facet["name"])
        ]

    def _values(self, name: str, counted: Counter, shown: dict[str, str]) -> list[dict[str, Any]]:
        chosen = self.chosen(name)
        return [
            {"key": key, "label": shown[key], "count": counted[key], "chosen": key in chosen}
            for key in shown
            if counted[key]
        ]

    @cached_property
    def results(self) -> dict[str, Any]:
        brains = self.brains
        if self.request.form.get("sort") == "date":
            brains = sorted(brains, key=lambda brain: brain.effective, reverse=True)
        number = asked_page(self.request.form)
        page = brains[(number - 1) * PER_PAGE : number * PER_PAGE]
        query = [("SearchableText", self.asked)]
        query += [(name, key) for name in ("kind", "theme") for key in sorted(self.chosen(name))]
        query += [(name, "1") for name in ("exact",) if self.exact]
        if self.request.form.get("sort") == "date":
            query.append(("sort", "date"))
        return {
            "total": len(brains),
            "rows": [self.result(brain) for brain in page],
            "paging": Paging(
                number, PER_PAGE, len(brains), f"{self.home_url}/@@search", tuple(query)
            ),
        }

    @cached_property
    def corrected(self) -> str:
        """The question as it was understood, when that is another; empty otherwise."""
        if not self.answer.corrected:
            return ""
        found = [
            self.answer.corrected.get(word, word) for word in words(self.asked, self.language)
        ]
        return " ".join(found)

    def result(self, brain: AbstractCatalogBrain) -> dict[str, Any]:
        """Return one result, without waking the page."""
        row = self.row(brain)
        kind = KINDS.get(brain.portal_type, OTHER)
        row["kind"] = translate(kind, target_language=self.language)
        row["title_pieces"] = self.marked(row["title"])
        row["pieces"] = self.marked(self._excerpt(brain, row["description"]))
        row["date"] = self.dated(brain.effective) if brain.portal_type == "News Item" else ""
        row["status"] = self._status(brain)
        return row

    def marked(self, text: str) -> list[tuple[str, bool]]:
        """Return a text in pieces, with the words marked that were asked for."""
        pieces, at = [], 0
        for found in WORD.finditer(text):
            told = words(found.group(), self.language)
            if told and stem(told[0], self.language) in self.answer.stems:
                pieces += [(text[at : found.start()], False), (found.group(), True)]
                at = found.end()
        return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]

    def _excerpt(self, brain: AbstractCatalogBrain, description: str) -> str:
        """Return the description, or the sentence around the first word asked for."""
        if any(marked for _text, marked in self.marked(description)):
            return description
        index = search_site.index_of(api.portal.get())
        text = index.text(brain.getRID())[:6000] if index is not None else ""
        for found in WORD.finditer(text):
            told = words(found.group(), self.language)
            if (
                told
                and found.start() > len(brain.Title) + len(description)
                and (stem(told[0], self.language) in self.answer.stems)
            ):
                start = max(0, text.rfind(" ", 0, max(0, found.start() - 80)))
                piece = " ".join(text[start : start + EXCERPT].split())
                return f"… {self.text(piece)} …"
        return description

    def _status(self, brain: AbstractCatalogBrain) -> dict[str, str] | None:
        data = getattr(brain, "opening_hours_data", None)
        if not isinstance(data, str) or not data:
            return None
        hours = from_json(data)
        found = status(hours, self.now)
        change = next_change(hours, self.now)
        if change is not None:
            changes.declare_next_change(self.request, change)
        text = translate(status_text(found, self.now), target_language=self.language)
        return {"kind": found.kind, "text": capital(text), "shape": ""}


def group(kind: str) -> str:
    """Return the kind under which visitors choose a type of page."""
    return "Page" if kind not in KINDS else "File" if kind == "Library Document" else kind


class Suggest(Search):
    """@@suggest?q=…: at most six pages while somebody types, as JSON."""

    @cached_property
    def asked(self) -> str:
        given = self.request.form.get("q", "")
        return " ".join(given[:LONGEST].split()) if isinstance(given, str) else ""

    @cached_property
    def answer(self) -> Result:
        return search_site.ask(self.context, self.asked, self.language, typing=True)

    def __call__(self) -> str:
        self.lighten()
        self.request.response.setHeader("Content-Type", "application/json")
        groups: dict[str, list[dict[str, Any]]] = {"Procedure": [], "Service": [], "Page": []}
        site = api.portal.get()
        for docid, about in self.answer.pages[:6] if len(self.asked) > 1 else ():
            brain = search_site.brain_of(site, docid)
            if brain is None:
                continue
            row = self.row(brain)
            opening = self._status(brain)
            name = about.kind if about.kind in groups else "Page"
            groups[name].append(
                {
                    "title": row["title"],
                    "url": row["url"],
                    "note": opening["text"] if opening else "",
                }
            )
        titles = {
            "Procedure": _("Procedures"),
            "Service": _("Services"),
            "Page": _("The whole site"),
        }
        return json.dumps(
            [
                {"title": translate(titles[name], target_language=self.language), "rows": rows}
                for name, rows in groups.items()
                if rows
            ],
            ensure_ascii=False,
        )
