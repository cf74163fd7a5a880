"""What the pages of the library share."""

from communesplone.core.browser.page import Page
from communesplone.core.static import StaticFiles
from communesplone.core.topics import labels
from communesplone.core.typography import day
from communesplone.documents import library
from communesplone.documents.formats import readable_size
from communesplone.documents.kinds import KINDS
from communesplone.documents.kinds import LANGUAGES
from datetime import date
from functools import cached_property
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope.i18n import translate


STATIC = StaticFiles("communesplone.documents", __package__)


class LibraryPage(Page):
    """A page of the library."""

    @property
    def stylesheet(self) -> str:
        return STATIC.url("documents.css")

    @cached_property
    def themes(self) -> dict[str, str]:
        return labels("themes", self.language)

    def say(self, message: str) -> str:
        """Return a message in the page's language, typeset."""
        return self.text(translate(message, target_language=self.language))

    def kind(self, key: str) -> str:
        """Return the name of a kind of document."""
        return self.say(KINDS.get(key, KINDS["other"]))

    def tongue(self, code: str) -> str:
        """Return the name of a language; empty for one that we do not know."""
        return self.say(LANGUAGES[code]) if code in LANGUAGES else ""

    def size(self, size: int) -> str:
        """Return a number of bytes in words."""
        return readable_size(size, self.language)

    def on(self, iso: str) -> str:
        """Return a date in words, with its year."""
        if not iso:
            return ""
        return day(date.fromisoformat(iso), self.language, weekday=False, year=True)

    def document_row(self, brain: AbstractCatalogBrain) -> dict[str, Any]:
        """Return what a list shows of a document, without waking it."""
        known = library.facts(brain)
        other = known.get("language", "") not in ("", self.language)
        return {
            "title": self.text(brain.Title) or brain.getId,
            "url": brain.getURL(),
            "file_url": f"{brain.getURL()}/latest",
            "description": self.text(brain.Description),
            "kind": self.kind(known.get("kind", "")),
            "iso": known.get("date", ""),
            "date": self.on(known.get("date", "")),
            "tongue": self.tongue(known["language"]) if other else "",
            "hreflang": known.get("language") or None,
            "file": ", ".join(filter(None, (known.get("format"), self._size(known)))),
        }

    def _size(self, known: dict[str, Any]) -> str:
        return self.size(known["size"]) if known.get("size") else ""
