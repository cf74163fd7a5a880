"""Messages, moments and amounts as the pages and the home of the hub write them."""

from communesplone.core.hours import BRUSSELS
from communesplone.core.typography import AT
from communesplone.core.typography import day
from communesplone.core.typography import hour
from communesplone.core.typography import NBSP
from communesplone.core.wording import say
from communesplone.hub.together.store import moment_of
from datetime import datetime
from decimal import Decimal
from zope.i18nmessageid import Message


class Wording:
    """What whoever has a `language` and a `now` can say."""

    language: str
    now: datetime

    def say(self, words: Message | str) -> str:
        """Return a message in the language of the page, with the messages in it, typeset."""
        if isinstance(words, Message) and words.mapping:
            words = Message(
                words, mapping={key: self.say(one) for key, one in words.mapping.items()}
            )
        return say(words, self.language)

    def told(self, moment: str | datetime) -> str:
        """Return a moment in words: "vendredi 27 novembre à 18 h"."""
        here = self.here(moment)
        year = here.year != self.now.year
        words = day(here.date(), self.language, year=year)
        return f"{words} {AT[self.language]} {hour(here, self.language)}"

    def told_day(self, moment: str | datetime) -> str:
        """Return the day of a moment in words: "4 novembre"."""
        here = self.here(moment)
        year = here.year != self.now.year
        return day(here.date(), self.language, weekday=False, year=year)

    def here(self, moment: str | datetime) -> datetime:
        """Return a moment in Belgium's time; one without a zone is of Belgium."""
        found = moment_of(moment) if isinstance(moment, str) else moment
        return found.astimezone(BRUSSELS) if found.tzinfo else found.replace(tzinfo=BRUSSELS)

    def number(self, amount: Decimal | int) -> str:
        """Return an amount as it is written here: "4 000", "2,5"."""
        words = f"{Decimal(amount).normalize():,f}".replace(",", NBSP)
        return words if self.language == "en" else words.replace(".", ",")
