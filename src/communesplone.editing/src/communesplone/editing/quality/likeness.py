"""How much two paragraphs are alike, and keys by which those that are find each other.

Pairs of neighbouring words are compared (shingles). The keys are the least of their hashes under
several orders, taken together by bands: Broder, On the resemblance and containment of documents,
1997. Nothing here is random, so that a key stays the same from one process to the next.
"""

from difflib import SequenceMatcher
from hashlib import blake2b
from itertools import pairwise
from zlib import crc32
import re


#: Shorter paragraphs are often the same, and rightly.
SHORTEST = 25
#: What two paragraphs have in common of all their pairs of words, at least: of thirty words two
#: may differ.
ALIKE = 0.65
#: Of paragraphs as alike as that, four in five share a key; of those that only differ by one
#: number, all but one in a hundred; of others, one in ten thousand.
BANDS, ROWS = 5, 3
#: What tells a key of likeness from a digest of the very words.
LIKE = "~"
PRIME = (1 << 61) - 1
LETTERS = re.compile(r"\w+")
ORDERS = tuple(
    (
        int.from_bytes(blake2b(f"times {number}".encode(), digest_size=7).digest()) | 1,
        int.from_bytes(blake2b(f"plus {number}".encode(), digest_size=7).digest()),
    )
    for number in range(BANDS * ROWS)
)


def tokens(paragraph: str) -> list[str]:
    """Return the words of a paragraph as they are compared."""
    return LETTERS.findall(paragraph.casefold())


def digest(paragraph: str) -> str | None:
    """Return what two paragraphs of the same words share; None for a short one."""
    found = tokens(paragraph)
    if len(found) < SHORTEST:
        return None
    return blake2b(" ".join(found).encode("utf-8", "replace"), digest_size=8).hexdigest()


def shingles(paragraph: str) -> frozenset[int]:
    """Return the pairs of neighbouring words, each as a number."""
    found = pairwise(tokens(paragraph))
    return frozenset(crc32(" ".join(pair).encode("utf-8", "replace")) for pair in found)


def keys(paragraph: str) -> list[str]:
    """Return keys of which paragraphs that are alike very probably share one."""
    found = shingles(paragraph)
    if not found:
        return []
    least = [min((times * one + plus) % PRIME for one in found) for times, plus in ORDERS]
    bands = (least[at : at + ROWS] for at in range(0, len(least), ROWS))
    return [f"{LIKE}{number}{crc32(repr(band).encode()):08x}" for number, band in enumerate(bands)]


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """Return what two sets of pairs have in common, from 0 to 1."""
    return len(one & other) / len(one | other) if one and other else 0.0


def differing(here: str, there: str) -> tuple[str, str]:
    """Return the first words that differ, as they stand in one text and in the other.

    One of them is empty where words were only added.
    """
    mine, theirs = here.split(), there.split()
    compared = SequenceMatcher(None, mine, theirs, autojunk=False)
    for kind, start, end, from_, to in compared.get_opcodes():
        if kind != "equal":
            return " ".join(mine[start:end]), " ".join(theirs[from_:to])
    return "", ""
