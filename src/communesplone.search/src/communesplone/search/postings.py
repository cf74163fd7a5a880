"""The pages of a stem, and the best of them, so that a search need not walk all.

A stem that many pages have keeps its heaviest pages apart. No other page of the stem is heavier
than the lightest of them: what is read first can be told from what need not be read.
"""

from BTrees.IIBTree import IIBucket
from BTrees.IIBTree import weightedIntersection
from BTrees.OOBTree import OOBTree
from collections.abc import Sequence
from dataclasses import dataclass


#: Made anew with so many, when there are fewer or more than:
KEPT, LEAST, MOST = 400, 300, 500


@dataclass(frozen=True)
class Pages:
    """Pages with their weights: `every` to ask about one, `best` to walk through."""

    every: IIBucket
    best: IIBucket

    @property
    def whole(self) -> bool:
        """Tell whether the best are all."""
        return self.best is self.every

    def __len__(self) -> int:
        return len(self.every)


def put(best: OOBTree, term: str, every: IIBucket, docid: int) -> None:
    """Keep the best pages of a term true after a page of it was written."""
    if len(every) <= MOST:
        return
    kept = best.get(term)
    if kept is None:
        best[term] = heaviest(every, KEPT)
        return
    if docid in kept:
        del kept[docid]
    if every[docid] > min(kept.values(), default=0):
        kept[docid] = every[docid]
    _within(best, term, every)


def drop(best: OOBTree, term: str, every: IIBucket, docid: int) -> None:
    """Keep the best pages of a term true after a page of it was taken out."""
    kept = best.get(term)
    if kept is None:
        return
    if docid in kept:
        del kept[docid]
    _within(best, term, every)


def _within(best: OOBTree, term: str, every: IIBucket) -> None:
    if len(every) <= LEAST:
        del best[term]
    elif not LEAST <= len(best[term]) <= MOST:
        best[term] = heaviest(every, KEPT)


def heaviest(pages: IIBucket, most: int) -> IIBucket:
    """Return the heaviest of pages."""
    if len(pages) <= most:
        return pages
    return IIBucket([(docid, weight) for weight, docid in pages.byValue(1)[:most]])


def together(parts: Sequence[Pages]) -> Pages:
    """Return the pages that all parts have, each with the sum of its weights."""
    if len(parts) == 1:
        return parts[0]
    found, *others = sorted((part.every for part in parts), key=len)
    for other in others:
        _weight, found = weightedIntersection(found, other)
    return Pages(found, heaviest(found, KEPT))
