"""A tree into which some write while others take out: the two do not conflict.

A tree of BTrees resolves most of what two transactions write at once, but not that one of them
has emptied it, which is the usual state of an outbox.
"""

from BTrees.OOBTree import OOBTree
from itertools import chain
from typing import Any
from ZODB.POSException import ConflictError


Pairs = dict[Any, Any]


class Queue(OOBTree):
    """For keys that are used once: those written on both sides, or taken by both, do conflict."""

    def _p_resolveConflict(self, old: Any, saved: Any, new: Any) -> Any:
        """Return the state with what both transactions wrote and without what they took.

        :raises ConflictError: both wrote, or took, the same; or it is large and was split.
        """
        if not all(map(_is_small, (old, saved, new))):
            return super()._p_resolveConflict(old, saved, new)
        before, theirs, mine = map(_pairs, (old, saved, new))
        taken = before.keys() - mine.keys()
        written = {key: mine[key] for key in mine if not _is_same(before, mine, key)}
        if not all(_is_same(before, theirs, key) for key in chain(taken, written)):
            raise ConflictError(object=self)
        united = {key: value for key, value in theirs.items() if key not in taken} | written
        return _state(united)


def _is_small(state: Any) -> bool:
    """Tell whether a tree has no buckets of their own: it is empty, or one that it holds."""
    return state is None or len(state) == 1


def _pairs(state: Any) -> Pairs:
    flat = state[0][0][0] if state is not None else ()
    return dict(zip(flat[::2], flat[1::2], strict=True))


def _is_same(one: Pairs, other: Pairs, key: Any) -> bool:
    """Tell whether two states have the same at a key; references of ZODB refuse to be compared."""
    values = [pairs.get(key) for pairs in (one, other)]
    first, second = (getattr(value, "oid", value) for value in values)
    return bool(first == second)


def _state(pairs: Pairs) -> Any:
    flat = tuple(chain.from_iterable(sorted(pairs.items(), key=lambda pair: pair[0])))
    return (((flat,),),) if flat else None
