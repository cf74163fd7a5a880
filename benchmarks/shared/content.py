"""The content that all compared systems get: plain data, the same at each call.

Standard library only: it is imported by the Python of each system.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from datetime import UTC
import itertools
import random


#: A word that one item in twenty has, for the search.
WORD = "inondation"
KINDS = ("page", "news", "event", "procedure")
#: Of ten items: pages, news, events, procedures.
SHARES = (0, 0, 0, 0, 0, 1, 1, 1, 2, 3)
SYLLABLES = ("ba", "co", "di", "fu", "ge", "lo", "mi", "na", "pe", "ra", "si", "tu", "ve", "zon")
PARAGRAPHS = 6
WORDS = 60
FIRST_DAY = datetime(2030, 1, 1, 10, tzinfo=UTC)
FOLDERS = 20


@dataclass(frozen=True)
class Item:
    """Something to publish; `folder` is the number of the section that holds a page."""

    kind: str
    name: str
    title: str
    description: str
    html: str
    folder: int
    start: datetime
    end: datetime


def items(count: int) -> Iterator[Item]:
    """Yield `count` items: half pages, then news, events, procedures."""
    chance = random.Random(2026)
    words = ["".join(each) for each in itertools.product(SYLLABLES, SYLLABLES, SYLLABLES)]
    for number in range(count):
        kind = KINDS[SHARES[number % len(SHARES)]]
        texts = [" ".join(chance.choices(words, k=WORDS)) for _ in range(PARAGRAPHS)]
        if number % 20 in (0, 5):
            texts[0] += f" {WORD}"
        start = FIRST_DAY + timedelta(hours=7 * number)
        yield Item(
            kind=kind,
            name=f"{kind}-{number}",
            title=" ".join(chance.choices(words, k=4)).capitalize(),
            description=" ".join(chance.choices(words, k=15)).capitalize(),
            html="".join(f"<p>{text}</p>" for text in texts),
            folder=number % FOLDERS,
            start=start,
            end=start + timedelta(hours=2),
        )
