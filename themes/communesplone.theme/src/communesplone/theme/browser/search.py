"""What a page that does not exist offers instead: pages found by the words of its address."""

from collections.abc import Iterable
from communesplone.core import _
from communesplone.core import changes
from communesplone.core.hours import from_json
from communesplone.theme.browser.base import CitizenView
from communesplone.theme.desks import Desk
from communesplone.theme.desks import earliest_change
from communesplone.theme.desks import Speaker
from communesplone.theme.structure import opening_hours
from plone.base.utils import munge_search_term
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from Products.ZCTextIndex.ParseTree import ParseError
from typing import Any
from zope.i18n import translate
import re
import unicodedata


KINDS = {
    "Document": _("Page"),
    "News Item": _("News"),
    "Event": _("Agenda"),
    "Service": _("Service"),
    "Folder": _("Section"),
    "File": _("Document"),
    "Library Document": _("Document"),
    "Image": _("Picture"),
    "Link": _("Link"),
    "Collection": _("List"),
}
NOT_FOUND_BY_SEARCH = frozenset({"Plone Site", "LRF", "LIF", "TempFolder"})


def folded(text: str) -> str:
    """Return text without case and accents, of the same length, to compare letters."""
    plain = (unicodedata.normalize("NFD", letter)[0] for letter in text)
    return "".join(letter.lower()[:1] or letter for letter in plain)


def marked(text: str, words: Iterable[str]) -> list[tuple[str, bool]]:
    """Return the text in pieces, those that a searched word begins with marked."""
    wanted = [re.escape(folded(word)) for word in words if len(word) > 1]
    if not wanted:
        return [(text, False)]
    pieces, at = [], 0
    for found in re.finditer(rf"\b(?:{'|'.join(wanted)})\w*", folded(text)):
        pieces += [(text[at : found.start()], False), (text[found.start() : found.end()], True)]
        at = found.end()
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]


class Found(CitizenView):
    """Finds pages by words."""

    indexed = False

    def found(self, text: str) -> list[AbstractCatalogBrain]:
        """Return what matches all words of `text` in this part of the site, best first."""
        term = munge_search_term(text)
        if not term:
            return []
        try:
            brains = self.search(SearchableText=term)
        except (ParseError, ValueError):
            return []
        return [brain for brain in brains if brain.portal_type not in NOT_FOUND_BY_SEARCH]

    def result(self, brain: AbstractCatalogBrain, words: list[str]) -> dict[str, Any]:
        """Return one result: kind, marked title and description, status or date."""
        row = self.row(brain)
        kind = KINDS.get(brain.portal_type, brain.portal_type)
        row["kind"] = translate(kind, domain="communesplone", target_language=self.language)
        row["title_pieces"] = marked(row["title"], words)
        row["pieces"] = marked(row["description"], words)
        row["date"] = self.dated(brain.effective) if brain.portal_type == "News Item" else ""
        row["status"] = self._status(brain)
        return row

    def _status(self, brain: AbstractCatalogBrain) -> dict[str, str] | None:
        data = opening_hours(brain)
        if not data:
            return None
        hours, now = from_json(data), self.frame.now
        changes.declare_next_change(self.request, earliest_change([Desk("", "", hours)], now))
        return Speaker(self.language).status(hours, now)
