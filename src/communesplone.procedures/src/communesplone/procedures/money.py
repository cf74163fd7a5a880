"""Amounts in euros, as a webmaster types them and as a citizen reads them."""

from communesplone.core import _
from communesplone.procedures.interfaces import InvalidRow
from dataclasses import dataclass
from decimal import Decimal
import re


NBSP = "\u00a0"
FREE = {"gratuit", "gratuite", "gratis", "kostenlos", "kosteloos", "free"}
LARGEST = Decimal(1_000_000)
AMOUNT = re.compile(
    r"(?:€\s*)?(\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+|\d+)(?:[,.](\d{1,2}))?\s*(?:€|EUR|euros?)?"
    r"(?:\s+(\D{1,60}))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Amount:
    """What one thing costs: `value` euros, `unit` saying for what ("per year").

    Without a value, `unit` says all there is to say ("as the regulation lays down").
    """

    value: Decimal | None
    unit: str = ""

    @property
    def free(self) -> bool:
        return self.value == 0

    def in_words(self, language: str) -> str:
        """Return the amount as a sentence says it: "27 €", "10,50 € par an", "gratuit"."""
        return self._worded(language, "" if self._round else ".2f")

    def in_column(self, language: str) -> str:
        """Return the amount as a column shows it, cents always: "27,00 €"."""
        return self._worded(language, ".2f")

    @property
    def _round(self) -> bool:
        return self.value is not None and self.value == self.value.to_integral_value()

    def _worded(self, language: str, cents: str) -> str:
        if self.value is None:
            return self.unit
        if self.free:
            return FREE_WORDS.get(language, FREE_WORDS["fr"])
        number = f"{self.value:,{cents}}" if cents else f"{int(self.value):,}"
        return f"{_written(number, language)} {self.unit}".strip()


FREE_WORDS = {"fr": "gratuit", "nl": "gratis", "de": "kostenlos", "en": "free"}


def _written(number: str, language: str) -> str:
    """Return a number that Python wrote ("1,234.50") as a language writes it, with the sign."""
    if language == "en":
        return f"€{number}"
    thousands = "." if language in ("nl", "de") else NBSP
    number = number.replace(",", "\0").replace(".", ",").replace("\0", thousands)
    return f"€{NBSP}{number}" if language == "nl" else f"{number}{NBSP}€"


def read_amount(text: str) -> Amount:
    """Return the amount that a text says: "27", "10,50 € par an", "gratuit", "selon devis".

    :raises InvalidRow: when it has figures that are no single amount.
    """
    text = " ".join(text.split())
    if text.casefold() in FREE:
        return Amount(Decimal(0))
    found = AMOUNT.fullmatch(text)
    if found:
        euros = re.sub(r"\D", "", found[1])
        value = Decimal(f"{euros}.{(found[2] or '').ljust(2, '0')}")
        if value < LARGEST:
            return Amount(value, (found[3] or "").strip())
    if not found and not re.search(r"[\d€<>]", text) and len(text) <= 60:
        return Amount(None, text)
    raise InvalidRow(
        _(
            "“${text}” is not one amount. Write 27, 10,50 €, 25 € per year or free; "
            "put each price on a line of its own.",
            mapping={"text": text},
        )
    )
