"""How notices write: status, last day, sizes, amounts."""

from collections.abc import Iterable
from communesplone.core import _
from communesplone.core.typography import capital
from communesplone.core.typography import day
from communesplone.core.typography import hour
from communesplone.core.typography import known
from communesplone.core.typography import NBSP
from communesplone.core.typography import short_month
from communesplone.core.typography import short_weekday
from communesplone.core.typography import typeset
from communesplone.core.typography import uncapital
from communesplone.core.wording import say
from communesplone.notices.contract import KINDS as CONTRACT_KINDS
from communesplone.notices.contract import PROCEDURES
from communesplone.notices.facts import CONTRACTS
from communesplone.notices.facts import Facts
from communesplone.notices.facts import INQUIRIES
from communesplone.notices.facts import JOBS
from communesplone.notices.facts import Status
from communesplone.notices.period import BASES
from communesplone.notices.vacancy import CONTRACTS as WORK
from communesplone.notices.waste.model import STREAMS
from datetime import date
from datetime import time
from decimal import Decimal
from typing import Any
from zope.i18nmessageid import Message
from zope.schema.vocabulary import SimpleVocabulary


TITLES = {
    INQUIRIES: _("Public inquiries"),
    JOBS: _("Jobs"),
    CONTRACTS: _("Public contracts"),
}
TAGS = {
    Status.ANNOUNCED: ("", _("announced")),
    Status.OPEN: ("info", _("open")),
    Status.CLOSED: ("ink", _("closed")),
    Status.DECIDED: ("", _("decided")),
    Status.STOPPED: ("err", _("stopped")),
}
UNTIL = {
    INQUIRIES: _("React until ${date}"),
    JOBS: _("Apply until ${date}"),
    CONTRACTS: _("Tender until ${date}"),
}
LANGUAGES = {"fr": _("French"), "nl": _("Dutch"), "de": _("German"), "en": _("English")}
FORMATS = {
    "application/pdf": "PDF",
    "application/msword": "Word",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.oasis.opendocument.text": "OpenDocument",
    "application/zip": "ZIP",
    "text/plain": "TXT",
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

    def lines(self, words: str | None) -> list[str]:
        """Return what an editor wrote, line by line."""
        return [self.text(line) for line in (words or "").splitlines() if line.strip()]

    def date(self, on: date | None, at: time | None = None, *, year: bool = False) -> str:
        """Return a day in words, and its hour if it has one."""
        if on is None:
            return ""
        words = day(on, self.language, year=year)
        return f"{words}, {hour(at, self.language)}" if at else words

    def date_object(self, on: date) -> dict[str, str]:
        """Return a day in three lines."""
        return {
            "weekday": short_weekday(on, self.language),
            "day": str(on.day),
            "month": short_month(on, self.language),
            "iso": on.isoformat(),
            "words": day(on, self.language, year=True),
        }

    def tag(self, status: Status) -> dict[str, str]:
        """Return the tag of a status."""
        kind, words = TAGS[status]
        return {"kind": kind, "text": self.say(words)}

    def sentence(self, facts: Facts, status: Status, today: date) -> str:
        """Return where a notice stands: "Réagir jusqu'au lundi 7 décembre, 11 h"."""
        far = facts.last is not None and facts.last.year != today.year
        last = self.date(facts.last, facts.hour, year=far)
        if status is Status.OPEN:
            if not last:
                return self.say(_("Open, without a last day"))
            return self.say(Message(UNTIL[facts.kind], mapping={"date": last}))
        if status is Status.ANNOUNCED:
            first = self.date(facts.first)
            return self.say(_("From ${date} on", mapping={"date": first}))
        if status is Status.DECIDED:
            words = _("Awarded on ${date}") if facts.kind == CONTRACTS else _("Decided on ${date}")
            return self.say(Message(words, mapping={"date": self.date(facts.decided, year=True)}))
        if status is Status.STOPPED:
            filled = facts.kind == JOBS
            return self.say(_("Filled or withdrawn") if filled else _("Stopped without award"))
        return self.say(_("Closed since ${date}", mapping={"date": last}))

    def detail(self, facts: Facts) -> str:
        """Return what a list says of a notice below its last day."""
        found: tuple[str, ...] = ()
        if facts.kind == INQUIRIES and facts.detail in BASES:
            found = self.say(BASES[facts.detail].name), self.text(facts.where)
        elif facts.kind == JOBS:
            found = self.title(WORK, facts.detail), self.text(facts.where)
        elif facts.kind == CONTRACTS:
            kind, how = (
                self.title(CONTRACT_KINDS, facts.where),
                self.title(PROCEDURES, facts.detail),
            )
            found = kind, how, self.text(facts.reference)
        return capital(" · ".join(filter(None, found)))

    def streams(self, keys: Iterable[str]) -> str:
        """Return the names of streams of waste as one sentence begins: "Ordures, verre, PMC"."""
        first, *others = [self.say(STREAMS[key][0]) for key in keys]
        if self.language != "de":
            others = [name if name.isupper() else uncapital(name) for name in others]
        return ", ".join((first, *others))

    def title(self, vocabulary: SimpleVocabulary, token: str | None) -> str:
        """Return the title of a term, empty for none of ours."""
        if token not in vocabulary.by_token:
            return ""
        return self.say(vocabulary.getTermByToken(token).title)

    def money(self, amount: Decimal | None) -> str:
        """Return an amount in euros, without VAT; empty when there is none."""
        if amount is None:
            return ""
        digits = f"{amount:,.2f}".removesuffix(".00")
        if self.language == "en":
            return f"€{digits}"
        thousands = "." if self.language in ("de", "nl") else NBSP
        digits = digits.replace(",", "\0").replace(".", ",").replace("\0", thousands)
        return f"€{NBSP}{digits}" if self.language == "nl" else f"{digits}{NBSP}€"

    def document(self, brain: Any) -> dict[str, str]:
        """Return a document as a list shows it: title, format, size, language."""
        found = FORMATS.get(brain.mime_type or "", "")
        # The catalog keeps no language; a notice has few documents
        language = LANGUAGES.get((brain.getObject().Language() or "")[:2])
        said = (found, self.size(brain.getObjSize or ""), self.say(language) if language else "")
        return {
            "title": self.text(brain.Title) or brain.getId,
            "url": f"{brain.getURL()}/@@download/file",
            "description": self.text(brain.Description),
            "meta": ", ".join(filter(None, said)),
        }

    def size(self, words: str) -> str:
        """Return a size of the catalog ("1.2 MB") as the language writes it."""
        number, _space, unit = words.partition(" ")
        if self.language != "en":
            number = number.replace(".", ",")
        if self.language == "fr":
            unit = unit.replace("B", "o").replace("K", "k")
        return f"{number}{NBSP}{unit}" if unit else ""
