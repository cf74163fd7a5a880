"""What webmasters read: phrases that found nothing, with a place to say what they mean."""

from communesplone.core import _
from communesplone.core.browser.page import Page
from communesplone.core.hours import BRUSSELS
from communesplone.core.settings import settings
from communesplone.core.typography import day
from communesplone.search import unanswered
from communesplone.search.settings import ISearchSettings
from communesplone.search.synonyms import expression
from communesplone.search.unanswered import DAYS
from communesplone.search.unanswered import Phrase
from communesplone.search.unanswered import SEEN
from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from typing import Any
from zope.i18n import translate


LONGEST = 80
LONGEST_LINE = 400
RECORD = f"{ISearchSettings.__identifier__}.synonyms"


class ReportView(Page):
    """@@search-unanswered of the site."""

    indexed = False
    days, seen, longest = DAYS, SEEN, LONGEST
    message = ""
    problem = ""
    typed = ""
    asked_about = ""

    @property
    def page_title(self) -> str:
        return translate(_("Searches without result"), target_language=self.language)

    def page_description(self) -> str:
        return ""

    def __call__(self) -> str:
        """Show the counts; by POST, first take a synonym."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            self._take(self._read("phrase"), self._read("meaning"))
        return super().__call__()

    def _read(self, name: str) -> str:
        value = self.request.form.get(name, "")
        return " ".join(value.split()) if isinstance(value, str) else ""

    def _take(self, phrase: str, meaning: str) -> None:
        known = {one.text: one.language for one in self.phrases}
        self.asked_about, self.typed = phrase, meaning[:LONGEST]
        if phrase not in known:
            self._complain(_("This phrase is not in the list any more."))
        elif not meaning or len(meaning) > LONGEST or "=" in meaning:
            self._complain(
                _("Write one word or expression that your pages have, at most 80 letters, no =.")
            )
        elif expression(meaning, known[phrase]) == expression(phrase, known[phrase]):
            self._complain(_("These are the same words."))
        else:
            lines = list(settings(ISearchSettings, self.context).synonyms or ())
            api.portal.set_registry_record(RECORD, joined(lines, phrase, meaning, known[phrase]))
            said = _("“${phrase}” now leads to the pages with “${meaning}”.")
            mapping = {"phrase": phrase, "meaning": meaning}
            self.message = translate(said, mapping=mapping, target_language=self.language)
            self.asked_about = self.typed = ""

    def _complain(self, text: str) -> None:
        self.problem = translate(text, target_language=self.language)
        self.request.response.setStatus(400)

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        return unanswered.unanswered(self.context).found

    @cached_property
    def known(self) -> set[tuple[str, ...]]:
        """The expressions that have synonyms, as words."""
        lines = settings(ISearchSettings, self.context).synonyms or ()
        return {
            expression(part, language)
            for language in {one.language for one in self.phrases}
            for line in lines
            for part in line.split("=")
        }

    def rows(self) -> list[dict[str, Any]]:
        """Return the phrases, with whether they have a synonym now."""
        return [
            {
                "phrase": one.text,
                "language": one.language,
                "count": one.count,
                "field": f"meaning-{number}",
                "has_synonym": expression(one.text, one.language) in self.known,
                "typed": self.typed if one.text == self.asked_about else "",
                "problem": self.problem if one.text == self.asked_about else "",
            }
            for number, one in enumerate(self.phrases)
        ]

    def until(self) -> str:
        """Return the day of the last count; empty before the first."""
        moment = unanswered.unanswered(self.context).until
        if moment is None:
            return ""
        return day(moment.astimezone(BRUSSELS).date(), self.language, weekday=False, year=True)


def joined(lines: list[str], phrase: str, meaning: str, language: str) -> list[str]:
    """Return groups of synonyms with a phrase in the group of what it means, new or known."""
    wanted = expression(meaning, language)
    for number, line in enumerate(lines):
        longer = f"{line} = {phrase}"
        parts = [expression(part, language) for part in line.split("=")]
        if wanted in parts and len(longer) <= LONGEST_LINE:
            return [*lines[:number], longer, *lines[number + 1 :]]
    return [*lines, f"{meaning} = {phrase}"]
