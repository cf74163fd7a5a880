"""The commune's own name in a text that is for all: replaced by words that fit every commune.

The names of the languages' cases are kept where a plain rule can: « d'Andenne » becomes « de votre
commune », not « d'votre commune ». Whoever offers reads it over, and can undo it.
"""

from collections.abc import Callable
from communesplone.core.quality import Piece
from communesplone.core.quality import Subject
from lxml import html
import re


#: By language: what stands before the name and goes with it -> what takes the place of both.
WORDS: dict[str, tuple[tuple[str, str], ...]] = {
    "fr": (
        (r"(?:la |l['’])?(?:commune|ville) (?:de |d['’])", "votre commune"),
        (r"d['’]", "de votre commune"),
        (r"", "votre commune"),
    ),
    "nl": (
        (r"(?:de )?(?:gemeente|stad) ", "uw gemeente"),
        (r"", "uw gemeente"),
    ),
    "de": (
        (r"der (?:Gemeinde|Stadt) ", "Ihrer Gemeinde"),
        (r"(?:die )?(?:Gemeinde|Stadt) ", "Ihre Gemeinde"),
        (r"(?:(?<=in )|(?<=von )|(?<=nach ))", "Ihrer Gemeinde"),
        (r"", "Ihre Gemeinde"),
    ),
    "en": (
        (r"(?:the )?(?:commune|municipality|town) of ", "your commune"),
        (r"", "your commune"),
    ),
}
#: After these a word begins with a capital.
END = re.compile(r"[.!?]\s+$")
CHANGED_KINDS = frozenset({"html", "text", "line", "alternative"})


def words_for(language: str) -> str:
    """Return what takes the place of the name, as a button says it."""
    return WORDS.get(language, WORDS["fr"])[-1][1]


def replaced(subject: Subject, name: str) -> dict[str, str]:
    """Return the values of a page that change when the name goes, by way."""
    change = _changer(name, subject.language)
    found = {}
    for piece in subject.pieces:
        if piece.kind in CHANGED_KINDS:
            value = _changed(piece, change)
            if value != piece.value:
                found[piece.way] = value
    return found


def _changed(piece: Piece, change: Callable[[str, bool], str]) -> str:
    if piece.kind != "html":
        return change(piece.value, True)
    tree = html.fragment_fromstring(piece.value, create_parent="div")
    changed = False
    for element in tree.iter():
        for place in ("text", "tail"):
            text = getattr(element, place)
            if isinstance(element.tag, str) and text:
                begins = place == "text" and element.getprevious() is None
                value = change(text, begins)
                changed = changed or value != text
                setattr(element, place, value)
    if not changed:
        return piece.value
    return html.tostring(tree, encoding="unicode").removeprefix("<div>").removesuffix("</div>")


def _changer(name: str, language: str) -> Callable[[str, bool], str]:
    rules = WORDS.get(language, WORDS["fr"])
    patterns = [
        (re.compile(rf"(?<![\w-]){before}{re.escape(name)}(?![\w-])", re.IGNORECASE), words)
        for before, words in rules
    ]

    def change(text: str, begins: bool) -> str:
        for pattern, words in patterns:
            text = pattern.sub(lambda match, words=words: _cased(match, words, begins), text)
        return text

    return change


def _cased(match: re.Match[str], words: str, begins: bool) -> str:
    before = match.string[: match.start()]
    first = bool(END.search(before)) if before.strip() else begins
    return words[:1].upper() + words[1:] if first else words
