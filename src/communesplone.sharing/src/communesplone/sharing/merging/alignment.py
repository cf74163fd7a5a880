"""Which part of one side was which part of the other: the same, alike, or in its place."""

from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Sequence
from communesplone.sharing.merging.node import Node
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Any


#: Two parts that share less are other parts; somewhere else more is asked.
ALIKE, ALIKE_ELSEWHERE = 0.4, 0.6
#: So few words say nothing when they are found somewhere else.
FEW = 3
#: Comparing more pairs than these would keep a person waiting: then only places tell.
MOST_PAIRS = 20_000
#: Of one part that stands often in both texts, so many pairs are compared.
MOST_SAME = 2_500
Pairs = dict[int, int]


def align(base: Sequence[Node], side: Sequence[Node]) -> Pairs:
    """Return the index in `base` of each part of a side that it had, by its index there."""
    if all(node.name for node in (*base, *side)):
        places = {node.name: at for at, node in enumerate(base)}
        return {at: places[one.name] for at, one in enumerate(side) if one.name in places}
    found = _exact(base, side)
    gaps = _gaps(found, len(base), len(side))
    found |= _moved(base, side, found)
    for left, right in gaps:
        found |= alike(base, side, _free(left, found.values()), _free(right, found))
    rest = _free(range(len(base)), found.values()), _free(range(len(side)), found)
    found |= alike(base, side, *rest, elsewhere=True)
    for left, right in gaps:
        found |= _placed(base, side, _free(left, found.values()), _free(right, found))
    return found


def alike(
    base: Sequence[Node],
    side: Sequence[Node],
    left: Sequence[int],
    right: Sequence[int],
    *,
    elsewhere: bool = False,
) -> Pairs:
    """Return pairs of parts that share most of their words, the likest first."""
    if len(left) * len(right) > MOST_PAIRS:
        return {}
    least = ALIKE_ELSEWHERE if elsewhere else ALIKE
    ranked = []
    for i in left:
        for j in right:
            one, other = base[i], side[j]
            if elsewhere and min(len(one.words), len(other.words)) < FEW:
                continue
            if _may_be(one, other) and (how := likeness(one, other)) >= least:
                keys = tuple(sorted((one.key, other.key)))
                ranked.append((-how, abs(i - j), keys, i, j))
    found: Pairs = {}
    for *_rank, i, j in sorted(ranked):
        if j not in found and i not in found.values():
            found[j] = i
    return found


def _may_be(one: Node, other: Node) -> bool:
    """Tell whether one part may have become another: what has two names is two things."""
    both_named = bool(one.name and other.name)
    return one.family == other.family and (not both_named or one.name == other.name)


def likeness(one: Node, other: Node) -> float:
    """Return the share of words that two parts have in common, 0 to 1, whatever their order."""
    return SequenceMatcher(None, one.words, other.words, autojunk=False).quick_ratio()


def kept(base: Sequence[int], side: Sequence[int]) -> set[int]:
    """Return what stands in the same order in both; the others were moved."""
    matcher = SequenceMatcher(None, base, side, autojunk=False)
    return {one for at, _b, size in matcher.get_matching_blocks() for one in base[at : at + size]}


def _exact(base: Sequence[Node], side: Sequence[Node]) -> Pairs:
    left, right = [node.key for node in base], [node.key for node in side]
    head = _common(left, right)
    tail = _common(left[head:][::-1], right[head:][::-1])
    ends = range(head), range(-tail, 0)
    found = {len(right) * (at < 0) + at: len(left) * (at < 0) + at for one in ends for at in one}
    parts = _apart(left[head : len(left) - tail], right[head : len(right) - tail])
    blocks = SequenceMatcher(None, *parts, autojunk=False).get_matching_blocks()
    return found | {head + b + at: head + a + at for a, b, size in blocks for at in range(size)}


def _common(left: Sequence[str], right: Sequence[str]) -> int:
    """Return how many parts at the beginning are the same."""
    pairs = zip(left, right, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _apart(left: Sequence[str], right: Sequence[str]) -> tuple[list[Any], list[Any]]:
    """Return two sides in which what stands very often in both is nowhere the same.

    A text of a thousand times the same would keep a person waiting for minutes; `_moved` finds
    what of it is the same.
    """
    counted = Counter(left), Counter(right)
    often = {key for key, many in counted[0].items() if many * counted[1][key] > MOST_SAME}
    sides = ((0, left), (1, right))
    first, second = (
        [(key, which, at) if key in often else key for at, key in enumerate(side)]
        for which, side in sides
    )
    return first, second


def _moved(base: Sequence[Node], side: Sequence[Node], found: Pairs) -> Pairs:
    """Return what is word for word the same in another place."""
    places: dict[str, list[int]] = defaultdict(list)
    for at in _free(range(len(base)), found.values()):
        places[base[at].key].append(at)
    free = (at for at in _free(range(len(side)), found) if places.get(side[at].key))
    return {at: places[side[at].key].pop(0) for at in free if places[side[at].key]}


def _placed(
    base: Sequence[Node], side: Sequence[Node], left: Sequence[int], right: Sequence[int]
) -> Pairs:
    """Return parts that were written anew in their place: as many as there were."""
    if len(left) != len(right):
        return {}
    pairs = zip(left, right, strict=True)
    return {j: i for i, j in pairs if _may_be(base[i], side[j])}


def _gaps(found: Pairs, left: int, right: int) -> list[tuple[range, range]]:
    """Return the places between parts that are the same in the same order."""
    gaps, i, j = [], 0, 0
    for b, a in [*sorted(found.items()), (right, left)]:
        if a > i or b > j:
            gaps.append((range(i, a), range(j, b)))
        i, j = a + 1, b + 1
    return gaps


def _free(places: Iterable[int], taken: Iterable[int]) -> list[int]:
    used = set(taken)
    return [at for at in places if at not in used]
