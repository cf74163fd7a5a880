"""How news and agenda write: hours, prices, what recurs, what changed."""

from communesplone.core import _
from communesplone.core.sharing.syndicated import source_words
from communesplone.core.topics import labels
from communesplone.core.typography import capital
from communesplone.core.typography import day
from communesplone.core.typography import hour
from communesplone.core.typography import hours_range
from communesplone.core.typography import known
from communesplone.core.typography import MONTHS
from communesplone.core.typography import NBSP
from communesplone.core.typography import short_month
from communesplone.core.typography import short_weekday
from communesplone.core.typography import typeset
from communesplone.core.typography import weekday
from communesplone.core.wording import say
from communesplone.news.event import CANCELLED
from communesplone.news.event import FULL
from communesplone.news.event import MOVED
from communesplone.news.facts import Facts
from communesplone.news.facts import shown_last_day
from datetime import date
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any
from zope.i18nmessageid import Message
import re


WEEKLY = re.compile(r"FREQ=WEEKLY(?:;INTERVAL=1)?(?:;BYDAY=(?:MO|TU|WE|TH|FR|SA|SU))?")
STATUS_TAGS = {
    CANCELLED: ("err", _("cancelled")),
    MOVED: ("ink", _("moved")),
    FULL: ("", _("full")),
}


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

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """The labels of themes and audiences by their keys."""
        return {name: labels(name, self.language) for name in ("themes", "audiences")}

    def themes(self, keys: tuple[str, ...] | list[str]) -> str:
        """Return the labels of themes."""
        known_labels = self.labels["themes"]
        return ", ".join(self.text(known_labels[key]) for key in keys if key in known_labels)

    def date_object(self, on: date, *, long: bool = False) -> dict[str, str]:
        """Return a date in three lines."""
        month = self.month(on) if long else short_month(on, self.language)
        name = weekday(on, self.language) if long else short_weekday(on, self.language)
        return {"weekday": name, "day": str(on.day), "month": month, "iso": on.isoformat()}

    def month(self, on: date) -> str:
        """Return the name of a month as in running text."""
        return MONTHS[self.language].split()[on.month - 1]

    def date(self, on: date, *, year: bool = False, short: bool = False) -> str:
        """Return a date in words, with its day of the week unless `short`."""
        return day(on, self.language, weekday=not short, year=year)

    def hours(self, facts: Facts, start: datetime, end: datetime) -> str:
        """Return the hours of a date, empty for what lasts whole days."""
        if facts.whole_day:
            return ""
        if facts.open_end or start == end:
            return hour(start, self.language)
        if shown_last_day(start, end) == start.date():
            return hours_range(start, end, self.language)
        return self.say(_("from ${time}", mapping={"time": hour(start, self.language)}))

    def days(self, start: datetime, end: datetime, *, year: bool = False) -> str:
        """Return the day of a date, or its first and last."""
        last = shown_last_day(start, end)
        if last == start.date():
            return self.date(last, year=year)
        first = self.date(start.date(), short=True, year=year and start.year != last.year)
        return f"{first} – {self.date(last, short=True, year=year)}"

    def price(self, price: str | None) -> str:
        """Return a price in words: "gratuit", "6 €", "6,50 €"; empty when it is not known."""
        if price is None:
            return ""
        amount = Decimal(price)
        if not amount:
            return self.say(_("free"))
        digits = f"{amount:,.2f}".removesuffix(".00")
        if self.language == "en":
            return f"€{digits}"
        digits = digits.replace(",", " ").replace(".", ",").replace(" ", NBSP)
        return f"€{NBSP}{digits}" if self.language == "nl" else f"{digits}{NBSP}€"

    def recurring(self, facts: Facts) -> str:
        """Return "Every Thursday", or how many dates there are; empty for one."""
        if len(facts.days) < 2:
            return ""
        rule = re.sub(r";?(COUNT|UNTIL|WKST)=[^;]*", "", facts.rule)
        plain = WEEKLY.fullmatch(rule) and all(
            on.weekday() == facts.start.weekday() for on in facts.days
        )
        if plain:
            name = weekday(facts.start, self.language)
            return self.say(_("Every ${weekday}", mapping={"weekday": name}))
        return self.say(_("${count} dates", mapping={"count": len(facts.days)}))

    def tags(self, facts: Facts, start: datetime, end: datetime) -> list[dict[str, Any]]:
        """Return what stands beside a title: its status, its last day, that it is free."""
        found = []
        if facts.status in STATUS_TAGS:
            found.append(STATUS_TAGS[facts.status])
        last = shown_last_day(start, end)
        if last > start.date():
            until = self.date(last, short=True)
            found.append(("info", _("until ${date}", mapping={"date": until})))
        if facts.price is not None and not Decimal(facts.price) and facts.status != CANCELLED:
            found.append(("", _("free")))
        return [{"kind": kind, "text": self.say(words)} for kind, words in found]

    def change(self, facts: Facts) -> list[str]:
        """Return what to know about a change: the reason, and where a moved event comes from."""
        said = [self.text(facts.reason)]
        if facts.status == MOVED and facts.moved_from:
            first = self.date(facts.moved_from.date())
            said.append(self.say(_("First planned on ${date}", mapping={"date": first})))
        return list(filter(None, said))

    def source(self, name: str) -> str:
        """Return who keeps something up, empty for this site."""
        return self.text(source_words(name, self.language))

    def note(self, facts: Facts) -> str:
        """Return the small line of a row."""
        if change := self.change(facts):
            return " · ".join(line.rstrip(".") for line in change)
        price = self.price(facts.price) if facts.price and Decimal(facts.price) else ""
        said = (self.recurring(facts), price, self.text(facts.price_note))
        return capital(" · ".join(filter(None, said))) or self.themes(facts.themes)
