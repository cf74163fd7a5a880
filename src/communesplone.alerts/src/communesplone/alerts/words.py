"""How alerts write: moments, areas, levels."""

from communesplone.alerts import log
from communesplone.alerts.facts import Facts
from communesplone.alerts.facts import Update
from communesplone.alerts.kinds import KIND_NAMES
from communesplone.alerts.kinds import LEVEL_NAMES
from communesplone.core import _
from communesplone.core.hours import BRUSSELS
from communesplone.core.typography import capital
from communesplone.core.typography import day
from communesplone.core.typography import hour
from communesplone.core.typography import known
from communesplone.core.typography import typeset
from communesplone.core.wording import say
from datetime import datetime
from typing import Any
from zope.i18nmessageid import Message


class Writer:
    """Writes in one language."""

    def __init__(self, language: str) -> None:
        self.language = known(language)

    def say(self, message: Message | str) -> str:
        """Return a message translated and typeset."""
        return say(message, self.language)

    def text(self, words: str | None) -> str:
        """Return what an editor wrote, typeset."""
        return typeset(words or "", self.language)

    def level(self, facts: Facts) -> str:
        return self.say(LEVEL_NAMES[facts.level])

    def kind(self, facts: Facts) -> str:
        return self.say(KIND_NAMES.get(facts.kind, facts.kind))

    def hour(self, moment: datetime) -> str:
        """Return the hour in Belgium."""
        return hour(moment.astimezone(BRUSSELS), self.language)

    def moment(self, moment: datetime, *, year: bool = False) -> str:
        """Return day and hour: a cached page never says "today"."""
        there = moment.astimezone(BRUSSELS)
        return f"{day(there.date(), self.language, year=year)}, {hour(there, self.language)}"

    def span(self, facts: Facts) -> str:
        """Return from when to when, the day only once."""
        first, last = facts.start.astimezone(BRUSSELS), facts.end.astimezone(BRUSSELS)
        end = self.hour(last) if first.date() == last.date() else self.moment(last)
        mapping = {"start": self.moment(first), "end": end}
        return capital(self.say(_("from ${start} to ${end}", mapping=mapping)))

    def area(self, facts: Facts) -> str:
        """Return where it holds, in a line."""
        if facts.whole_commune:
            return self.say(_("The whole commune"))
        streets = [self.text(street) for street, _what in facts.streets]
        return ", ".join((*streets, *facts.postal_codes))

    def updated(self, facts: Facts) -> str:
        """Return "updated at 10 h 35"."""
        return self.say(_("updated at ${time}", mapping={"time": self.hour(facts.changed)}))

    def entry(self, update: Update) -> dict[str, Any]:
        """Return an entry of the log: time, words, function of who wrote it."""
        said = self.text(update.text) or self.say(log.EVENTS.get(update.event, ""))
        return {
            "time": self.hour(update.at),
            "day": day(update.at.astimezone(BRUSSELS).date(), self.language),
            "iso": update.at.isoformat(),
            "text": said,
            "role": self.say(log.ROLES[update.role]) if update.role in log.ROLES else "",
        }

    def log(self, facts: Facts) -> list[dict[str, Any]]:
        """Return the log, the latest first."""
        return [self.entry(update) for update in reversed(facts.updates)]

    def paragraphs(self, text: str) -> list[str]:
        """Return the paragraphs of plain text."""
        return [self.text(" ".join(part.split())) for part in text.split("\n\n") if part.strip()]
