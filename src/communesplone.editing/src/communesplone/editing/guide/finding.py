"""Searching the guide: the parts of its texts that have all the words that were typed."""

from communesplone.editing.guide.markdown import parts
from communesplone.editing.guide.topics import plain
from communesplone.editing.guide.topics import Topic
from communesplone.editing.guide.topics import topics
from dataclasses import dataclass
import re
import unicodedata


MOST = 20
AROUND = 90
_WORD = re.compile(r"\w{2,}")


@dataclass(frozen=True)
class Hit:
    """A part of a topic: `extract` is the text around the first word found."""

    topic: Topic
    heading: str
    anchor: str
    extract: str


def folded(text: str) -> str:
    """Return a text in small letters without accents, each letter in its place.

    >>> folded("Démarche")
    'demarche'
    """
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in text.lower())


def find(asked: str) -> list[Hit]:
    """Return the parts that have every word.

    The part that is called so comes first, then those with a word in their heading.
    """
    words = _WORD.findall(folded(asked))
    if not words:
        return []
    found: list[tuple[int, Hit]] = []
    for topic in topics().values():
        for heading, anchor, body in parts(topic.text):
            text = plain(" ".join(body.split()))
            head = folded(f"{topic.title} {heading}")
            whole = f"{head} {folded(text)}"
            if all(word in whole for word in words):
                title = folded(heading or topic.title)
                weight = sum(word in title for word in words)
                weight += 10 * (_WORD.findall(title) == words)
                hit = Hit(topic, plain(heading), anchor, extract(text, words[0]))
                found.append((-weight, hit))
    return [hit for _weight, hit in sorted(found, key=lambda one: one[0])[:MOST]]


def extract(text: str, word: str) -> str:
    """Return what stands around a word."""
    at = max(folded(text).find(word), 0)
    start, end = max(at - AROUND, 0), at + AROUND
    start = text.find(" ", start) + 1 if start else 0
    cut = text[start:end].rsplit(" ", 1)[0] if end < len(text) else text[start:]
    return f"{'… ' if start else ''}{cut.strip('| ')}{' …' if end < len(text) else ''}"
