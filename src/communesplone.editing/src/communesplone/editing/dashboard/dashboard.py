"""@@dashboard: what waits for this person, and what they do most."""

from communesplone.core import _
from communesplone.core.browser.page import Page
from communesplone.core.records import WorkRow
from communesplone.core.typography import capital
from communesplone.core.typography import day
from communesplone.core.typography import uncapital
from communesplone.editing import people
from communesplone.editing.dashboard.creating import Choice
from communesplone.editing.dashboard.creating import Creating
from communesplone.editing.dashboard.ledger import gather
from communesplone.editing.dashboard.ledger import Ledger
from communesplone.editing.dashboard.review_dates import just_checked
from communesplone.editing.dashboard.words import number
from functools import cached_property
from typing import Any
from zope.component.hooks import getSite
from zope.i18n import translate


class Dashboard(Page):
    """@@dashboard of the site and of its navigation roots: the same work everywhere."""

    page_title = _("Today")

    @cached_property
    def site_url(self) -> str:
        return getSite().absolute_url()

    @cached_property
    def today(self) -> str:
        return capital(day(self.now.date(), self.language))

    @cached_property
    def ledger(self) -> Ledger:
        site = getSite()
        return gather(site, self.request, tuple(people.chosen(site, "hidden_cards", ())))

    @cached_property
    def choices(self) -> list[Choice]:
        return Creating(getSite(), self.language).most()

    @cached_property
    def first(self) -> WorkRow | None:
        """The row to begin with, when one presses."""
        decide = self.ledger.group("decide")
        row = decide.rows[0] if decide is not None else None
        return row if row is not None and row.urgency != "calm" else None

    def lead(self) -> str:
        """Return how much waits, in words."""
        decide = self.ledger.group("decide")
        waiting = len(decide.rows) if decide is not None else 0
        if decide is not None and decide.more:
            return self.told(
                _("More than ${count} things wait for you.", mapping={"count": waiting})
            )
        if waiting > 1:
            words = capital(number(waiting, self.language))
            return self.told(_("${count} things wait for you.", mapping={"count": words}))
        return self.told(_("One thing waits for you.") if waiting else _("Nothing waits for you."))

    def because(self) -> str:
        """Return why the first row presses, as the end of a sentence."""
        row = self.first
        return uncapital(self.told(row.pressing or row.why)) if row is not None else ""

    def checked(self) -> str:
        """Return what was looked at and found in order, in one line."""
        titles = [uncapital(self.told(title)) for title in self.ledger.checked]
        return f"{', '.join(titles)}." if titles else ""

    def failed(self) -> str:
        return ", ".join(uncapital(self.told(title)) for title in self.ledger.failed)

    def done(self) -> dict[str, Any] | None:
        """Return the page that was just found in order, with the way to undo it."""
        found = just_checked(getSite(), self.request.form)
        if found is None:
            return None
        when = day(found["day"], self.language, weekday=False, year=True)
        return {**found, "title": self.text(found["title"]), "day": when}

    def told(self, words: Any) -> str:
        return translate(words, target_language=self.language)
