"""The words of shipped texts: a commune's name in place, what it must complete marked."""

from collections.abc import Mapping
from communesplone.core.identity import Identity
from communesplone.policy.content import read_json
import re


Words = Mapping[str, str]

NAMED = re.compile(r"\{(\w+)\}")
TO_COMPLETE = re.compile(r"\[\[(\w+)\|([^\]]+)\]\]")
EMPTY = re.compile(r"<p>\s*</p>\n?")


def of_name(name: str) -> str:
    """Return "de" and a commune's name in French: de Namur, d’Amay, du Rœulx, des Bons Villers."""
    article, _space, rest = name.partition(" ")
    if article in ("Le", "Les"):
        return f"{'du' if article == 'Le' else 'des'} {rest}"
    return f"d’{name}" if name[0] in "AÂEÉÈÊIÎOÔUY" else f"de {name}"


def words_of(site: Identity, language: str) -> dict[str, str]:
    """Return the words of a site in a language, by the name that texts call them by."""
    name = site.names.get(language, site.name)
    words = {
        "name": name,
        "of_name": of_name(name) if language == "fr" else name,
        "postal_code": site.postal_codes[0] if site.postal_codes else "",
        "nis": site.nis,
    }
    phrases = read_json("content", language, "words.json")
    publisher = fill(phrases["hub_publisher" if site.kind == "hub" else "publisher"], words)
    return {**words, "publisher": publisher, "Publisher": publisher[:1].upper() + publisher[1:]}


def fill(text: str, words: Words) -> str:
    """Put the words of a commune in a text; a word that is not known stays as it is."""
    return NAMED.sub(lambda found: words.get(found[1], found[0]), text)


def complete(html: str, words: Words, facts: Words | None = None) -> str:
    """Put words and facts in a page; what nobody knows yet is marked as to be completed.

    :param facts: what a commune would complete itself, by key; an empty one leaves its
        paragraph out.
    """
    known = facts or {}
    named = fill(html, words)
    filled = TO_COMPLETE.sub(
        lambda found: (
            fill(known[found[1]], words) if found[1] in known else f"<mark>[{found[2]}]</mark>"
        ),
        named,
    )
    return EMPTY.sub("", filled)
