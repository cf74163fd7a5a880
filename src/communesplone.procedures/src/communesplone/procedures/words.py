"""How a page of a procedure writes: spaces, prices, dates."""

from communesplone.core import typography
from communesplone.procedures.channels import SHORT
from communesplone.procedures.shapes import amount_of
from datetime import date
from typing import Any
from zope.i18n import translate
from zope.i18nmessageid import Message


class Writer:
    """Writes in one language."""

    def __init__(self, language: str) -> None:
        self.language = typography.known(language)

    def say(self, message: Message) -> str:
        """Return a message translated."""
        return translate(message, target_language=self.language)

    def typeset(self, text: str | None) -> str:
        """Return a text with curly apostrophes and, in French, its no-break spaces."""
        return typography.typeset(text or "", self.language)

    def rows(self, rows: list[dict[str, Any]] | None, *names: str) -> list[dict[str, Any]]:
        """Return rows with these of their texts typeset, missing ones empty."""
        return [
            {**row, **{name: self.typeset(row.get(name)) for name in names}} for row in rows or ()
        ]

    def lines(self, lines: list[str] | None) -> list[str]:
        """Return lines typeset."""
        return [self.typeset(line) for line in lines or ()]

    def day(self, when: date) -> str:
        """Return a date in words, with its year."""
        return typography.day(when, self.language, weekday=False, year=True)

    def price(self, price: dict[str, Any] | None) -> str:
        """Return a stored price in words; empty for none."""
        return self.typeset(amount_of(price).in_words(self.language)) if price else ""

    def column_price(self, price: dict[str, Any]) -> str:
        """Return a stored price as a column shows it."""
        return self.typeset(amount_of(price).in_column(self.language))

    def where(self, kinds: list[str]) -> str:
        """Return where a procedure is done: the first way, and the next that is complete too."""
        ways = [*kinds[:1], *(kind for kind in kinds[1:] if kind in COMPLETE)][:2]
        told = [self.say(SHORT[kind]) for kind in ways if kind in SHORT]
        if len(told) == 2:
            second = told[1][:1].lower() + told[1][1:]
            return OR.get(self.language, OR["en"]).format(told[0], second)
        return "".join(told)


# By telephone people mostly ask; elsewhere is for others.
COMPLETE = ("online", "desk", "post", "mail")
OR = {"fr": "{} ou {}", "nl": "{} of {}", "de": "{} oder {}", "en": "{} or {}"}
