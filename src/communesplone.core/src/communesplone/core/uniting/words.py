"""Two texts side by side, the words in which they differ marked."""

from difflib import SequenceMatcher
from html import escape
import re


#: Beyond these words, comparing would make a person wait: both texts are shown unmarked.
MOST_WORDS = 3000
#: Between two words that differ the space is marked too.
BETWEEN = re.compile(r"</mark>([ \xa0]+)<mark>")
TOKENS = re.compile(r"\s+|[^\s]+")


def marked(mine: str, theirs: str) -> tuple[str, str]:
    """Return both plain texts as HTML, with `<mark>` around the words that differ."""
    left, right = TOKENS.findall(mine), TOKENS.findall(theirs)
    if max(len(left), len(right)) > MOST_WORDS:
        return escape(mine), escape(theirs)
    shown: tuple[list[str], list[str]] = ([], [])
    for name, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        for side, words in zip(shown, (left[a:b], right[c:d]), strict=True):
            text = escape("".join(words))
            side.append(text if name == "equal" or not text.strip() else _mark(text))
    mine, theirs = (BETWEEN.sub(r"\1", "".join(side)) for side in shown)
    return mine, theirs


def _mark(text: str) -> str:
    """Mark what has ink: the spaces around it stay outside."""
    inner = text.strip()
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}<mark>{inner}</mark>{after}"
