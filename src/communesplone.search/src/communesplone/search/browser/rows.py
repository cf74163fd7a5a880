"""A page that was found, as lists and suggestions show it: from the catalog, nothing is woken."""

from communesplone.core import _
from communesplone.core import changes
from communesplone.core.hours import from_json
from communesplone.core.hours import next_change
from communesplone.core.hours.drawing import Speaker
from communesplone.core.interfaces import IAnswer
from communesplone.core.records import Answer
from communesplone.core.sharing.syndicated import source_name
from communesplone.core.sharing.syndicated import source_words
from communesplone.search import site as search_site
from communesplone.search.analysis import stem_as_written
from communesplone.search.analysis import WORD
from plone import api
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope.component import queryAdapter
from zope.i18n import translate


EXCERPT = 200
#: Of how much of a text an excerpt is looked for.
READ = 6000
#: What one page is, by type.
NAMES = {
    "Procedure": _("Procedure"),
    "Service": _("Service"),
    "Place": _("Place"),
    "Association": _("Association"),
    "Shop": _("Shop"),
    "Person": _("Person"),
    "News Item": _("News"),
    "Event": _("Agenda"),
    "PublicInquiry": _("Official notice"),
    "Vacancy": _("Vacancy"),
    "PublicContract": _("Public contract"),
    "File": _("Document"),
    "Library Document": _("Document"),
    "Image": _("Picture"),
}
OTHER = _("Page")


class Rows:
    """Makes rows for a view, marking the words that were asked for."""

    def __init__(self, view: Any, stems: set[str]) -> None:
        self.view = view
        self.language = view.language
        self.stems = stems
        self.site = api.portal.get()

    def row(self, brain: AbstractCatalogBrain) -> dict[str, Any]:
        """Return all that a list of results shows of a page."""
        row = self.view.row(brain)
        kind = NAMES.get(brain.portal_type, OTHER)
        answer = self.answer(brain)
        dated = self.view.dated(brain.effective) if brain.portal_type == "News Item" else ""
        return row | {
            "kind": translate(kind, target_language=self.language),
            "title_pieces": self.marked(row["title"]),
            "pieces": self.marked(self._excerpt(brain, row["description"])),
            "date": dated,
            "source": self.view.text(source_words(source_name(brain), self.language)),
            "day": answer.date,
            "facts": answer.facts,
            "service": answer.service,
            "status": self.status(brain),
        }

    def answer(self, brain: AbstractCatalogBrain) -> Answer:
        """Return what the add-on of a page tells of it before the click."""
        adapter = queryAdapter(self.site, IAnswer, name=brain.portal_type)
        if adapter is None:
            return Answer()
        answer = adapter(brain, self.language, self.view.now)
        if answer.until is not None:
            changes.declare_next_change(self.view.request, answer.until)
        return answer

    def status(self, brain: AbstractCatalogBrain) -> dict[str, str] | None:
        """Return whether a desk is open now: kind, text and shape; None without hours."""
        return self.open_now(getattr(brain, "opening_hours_data", None))

    def open_now(self, data: Any) -> dict[str, str] | None:
        """Return the same of hours as the catalog keeps them."""
        if not isinstance(data, str) or not data:
            return None
        hours = from_json(data)
        if hours.empty:
            return None
        change = next_change(hours, self.view.now)
        if change is not None:
            changes.declare_next_change(self.view.request, change)
        return Speaker(self.language).status(hours, self.view.now)

    def marked(self, text: str) -> list[tuple[str, bool]]:
        """Return a text in pieces, with the words marked that were asked for."""
        pieces, at = [], 0
        for found in WORD.finditer(text):
            if self._is_asked(found.group()):
                pieces += [(text[at : found.start()], False), (found.group(), True)]
                at = found.end()
        return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]

    def _excerpt(self, brain: AbstractCatalogBrain, description: str) -> str:
        """Return the description, or the sentence around the first word asked for."""
        if description and (brain.portal_type == "Procedure" or self._says(description)):
            return description
        index = search_site.index_of(self.site)
        text = index.text(brain.getRID())[:READ] if index is not None else ""
        # Most texts begin with id, title and description, which the row shows already.
        after = min(len(text), len(brain.getId) + len(brain.Title) + len(description) + 3)
        for found in WORD.finditer(text, after):
            if self._is_asked(found.group()):
                start = max(after, text.rfind(" ", 0, max(0, found.start() - 80)))
                piece = " ".join(text[start : start + EXCERPT].split())
                return f"… {self.view.text(piece)} …"
        return description

    def _says(self, text: str) -> bool:
        return any(self._is_asked(found.group()) for found in WORD.finditer(text))

    def _is_asked(self, word: str) -> bool:
        return stem_as_written(word, self.language) in self.stems
