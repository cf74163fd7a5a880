"""Numbers in words, as the lead sentence of the dashboard has them."""

from communesplone.core.typography import known


NUMBERS = {
    "fr": "deux trois quatre cinq six sept huit neuf",
    "nl": "twee drie vier vijf zes zeven acht negen",
    "de": "zwei drei vier fünf sechs sieben acht neun",
    "en": "two three four five six seven eight nine",
}


def number(count: int, language: str) -> str:
    """Return a whole number as running text writes it: in words from two to nine."""
    return NUMBERS[known(language)].split()[count - 2] if 2 <= count <= 9 else str(count)
