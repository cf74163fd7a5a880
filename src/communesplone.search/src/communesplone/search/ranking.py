"""How well pages answer: the words of a question, weighed by how seldom they are.

On a small site every page that has a word is looked at. On a large one the words that lead to
more pages than anybody reads are walked from their heaviest page, the rarest word first, and the
others are asked about the pages found so: the work does not grow with the site.
"""

from collections.abc import Iterable
from collections.abc import Sequence
from communesplone.search.postings import heaviest
from communesplone.search.postings import KEPT
from communesplone.search.postings import LEAST
from communesplone.search.postings import Pages
from communesplone.search.postings import together
from dataclasses import dataclass
from functools import cached_property
from math import log
from math import prod


#: Share of what was asked that a page must have, unless no page has as much.
ENOUGH = 0.4
#: What is walked for one word, through all that it may mean.
WALKED = 3000
Scores = dict[int, float]


@dataclass(frozen=True)
class Way:
    """Pages that a word leads to, by its stem or by something near it."""

    pages: Pages
    weight: float


@dataclass
class Concept:
    """A word of the question, with every way to pages; its weight is its rarity."""

    ways: list[Way]
    stems: tuple[str, ...] = ()
    weight: float = 0

    @cached_property
    def scores(self) -> Scores:
        """The best pages of the word, each by the best of its ways."""
        found: Scores = {}
        most = KEPT if self.whole else max(20, WALKED // len(self.ways))
        for way in self.ways:
            best = way.pages.best if self.whole else heaviest(way.pages.best, most)
            for docid, weight in best.items():
                found[docid] = max(weight * way.weight, found.get(docid, 0))
        return found

    @cached_property
    def whole(self) -> bool:
        """Tell whether all pages of the word are walked."""
        return sum(len(way.pages) for way in self.ways) <= WALKED and all(
            way.pages.whole for way in self.ways
        )

    @cached_property
    def often(self) -> int:
        """How many pages the word leads to; at least so many, where not all are walked."""
        return max(len(self.scores), *(len(way.pages) for way in self.ways))

    def score(self, docid: int) -> float:
        """Return how well a page answers this word."""
        found = self.scores.get(docid)
        if found is None:
            found = 0 if self.whole else self._ask(docid)
        return found

    def _ask(self, docid: int) -> float:
        return max(way.pages.every.get(docid, 0) * way.weight for way in self.ways)


def scores_of(concepts: Sequence[Concept], total: int) -> Scores:
    """Return the pages that answer well enough, each with its score."""
    known = [concept for concept in concepts if concept.ways]
    for concept in known:
        concept.weight = log(1 + max(1, total) / concept.often) ** 0.5
    scores: Scores = {}
    matched: Scores = {}
    for docid in _candidates(known, max(1, total)):
        for concept in known:
            score = concept.score(docid)
            if score:
                scores[docid] = scores.get(docid, 0) + score * concept.weight
                matched[docid] = matched.get(docid, 0) + concept.weight
    most = max(matched.values(), default=0)
    full = sum(concept.weight for concept in known)
    return {
        docid: score * (matched[docid] / full)
        for docid, score in scores.items()
        if matched[docid] >= min(most, full * ENOUGH)
    }


def _candidates(known: Sequence[Concept], total: int) -> Iterable[int]:
    """Return the pages to look at."""
    found: set[int] = set()
    for concept in known:
        if concept.whole:
            found.update(concept.scores)
    frequent = sorted((one for one in known if not one.whole), key=lambda one: one.often)
    for concept in frequent:
        if len(found) < LEAST:
            found.update(concept.scores)
    if len(frequent) > 1:
        found.update(_both(frequent, total))
    return found


def _both(frequent: Sequence[Concept], total: int) -> Iterable[int]:
    """Return pages that have several frequent words: not always the best of any of them.

    Words that stand nearly everywhere meet among the best pages anyway.
    """
    if total * prod(min(1, one.often / total) for one in frequent) > KEPT:
        return ()
    met = max(frequent[0].ways, key=lambda way: len(way.pages)).pages
    for concept in frequent[1:]:
        other = max(concept.ways, key=lambda way: len(way.pages)).pages
        both = together([met, other])
        if len(both):
            met = both
    return met.best
