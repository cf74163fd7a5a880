"""The order of parts that two people added to, took from and moved."""

from collections.abc import Sequence
from communesplone.sharing.merging.alignment import kept
from dataclasses import dataclass
from dataclasses import field
from typing import Literal


@dataclass(frozen=True)
class Order:
    """All parts of both in one order, who moved which, and whether that is to be asked."""

    ids: list[int]
    moved: dict[int, Literal["theirs", "mine", "both"]] = field(default_factory=dict)
    asked: bool = False


def order(
    base: Sequence[int],
    theirs: Sequence[int],
    mine: Sequence[int],
    lead: Literal["theirs", "mine", ""] = "",
) -> Order:
    """Return the order in which both orders are kept.

    What both added in the same place: theirs first. What was moved by both, each to another
    place, is asked; meanwhile, or by `lead`, one of them counts.
    """
    common = set(base) & set(theirs) & set(mine)
    before, other, own = ([one for one in ids if one in common] for ids in (base, theirs, mine))
    by_them = set(before) - kept(before, other) if other != before else set()
    by_me = set(before) - kept(before, own) if own != before else set()
    if own == other:
        moved = dict.fromkeys(by_me, "both")
        return Order(_with_mine(theirs, mine, common), moved)
    moved = dict.fromkeys(by_them, "theirs") | dict.fromkeys(by_me, "mine")
    if own == before:
        return Order(_with_mine(theirs, mine, common), moved)
    if other == before:
        return Order(_placed(mine, theirs), moved)
    if not by_them & by_me:
        return Order(_placed([one for one in mine if one not in by_them], theirs), moved)
    found = _with_mine(theirs, mine, common) if lead == "theirs" else _placed(mine, theirs)
    return Order(found, moved, asked=True)


def _with_mine(theirs: Sequence[int], mine: Sequence[int], common: set[int]) -> list[int]:
    return _placed(theirs, mine, behind=set(theirs) - common)


def _placed(
    lead: Sequence[int], side: Sequence[int], behind: set[int] | frozenset[int] = frozenset()
) -> list[int]:
    """Return `lead` with what only the side has: after what it followed there.

    :param behind: what it stands behind, where that follows the same.
    """
    found = list(lead)
    there = set(found)
    for at, one in enumerate(side):
        if one in there:
            continue
        before = next((former for former in reversed(side[:at]) if former in there), None)
        place = 0 if before is None else found.index(before) + 1
        while place < len(found) and found[place] in behind:
            place += 1
        found.insert(place, one)
        there.add(one)
    return found
