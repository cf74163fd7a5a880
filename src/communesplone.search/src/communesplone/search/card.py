"""The card of the dashboard: what citizens search for and do not find."""

from AccessControl import getSecurityManager
from communesplone.core import _
from communesplone.core.cards import Card
from communesplone.core.records import WorkRow
from communesplone.core.settings import settings
from communesplone.search.settings import ISearchSettings
from communesplone.search.synonyms import expression
from communesplone.search.unanswered import DAYS
from communesplone.search.unanswered import Phrase
from communesplone.search.unanswered import unanswered


SETUP = "Plone Site Setup: Site"


class Unanswered(Card):
    """Phrases without result and without synonym, the most typed first."""

    title = _("Searches without result")
    description = _("What citizens typed and no page answered")
    group = "heard"

    @property
    def more_url(self) -> str:
        return f"{self.site.absolute_url()}/@@search-unanswered"

    def available(self) -> bool:
        return bool(getSecurityManager().checkPermission(SETUP, self.site))

    def rows(self, most: int) -> list[WorkRow]:
        lines = settings(ISearchSettings, self.site).synonyms or ()
        parts = [part for line in lines for part in line.split("=")]
        open_ones = [
            phrase
            for phrase in unanswered(self.site).found
            if expression(phrase.text, phrase.language)
            not in {expression(part, phrase.language) for part in parts}
        ]
        return [self.row(phrase) for phrase in open_ones[:most]]

    def row(self, phrase: Phrase) -> WorkRow:
        told = {"phrase": phrase.text, "count": phrase.count}
        return WorkRow(
            _("“${phrase}”: searched ${count} times, nothing found", mapping=told),
            self.more_url,
            _(
                "In the last ${days} days. Say which words of your pages mean the same.",
                mapping={"days": DAYS},
            ),
            _("Link to a page"),
            self.more_url,
        )
