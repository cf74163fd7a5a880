"""Groups of expressions that mean the same, as the webmaster writes them."""

from collections.abc import Sequence
from communesplone.search.analysis import stem
from communesplone.search.analysis import telling
from functools import lru_cache


Expression = tuple[str, ...]
LONGEST = 5


@lru_cache(maxsize=64)
def groups(lines: tuple[str, ...], language: str) -> dict[Expression, tuple[Expression, ...]]:
    """Return for each expression, as stems, the others of its groups."""
    found: dict[Expression, dict[Expression, None]] = {}
    for line in lines:
        expressions = dict.fromkeys(expression(part, language) for part in line.split("="))
        expressions.pop((), None)
        for one in expressions:
            others = {other: None for other in expressions if other != one}
            found.setdefault(one, {}).update(others)
    return {one: tuple(others) for one, others in found.items()}


def expression(text: str, language: str) -> Expression:
    """Return an expression as the stems of its telling words."""
    return tuple(stem(word, language) for word in telling(text, language))[:LONGEST]


def matches(
    stems: Sequence[str], known: dict[Expression, tuple[Expression, ...]]
) -> list[tuple[int, int, tuple[Expression, ...]]]:
    """Return where expressions stand among stems: start, length, others; the longest first."""
    found, taken = [], set()
    for length in range(min(LONGEST, len(stems)), 0, -1):
        for start in range(len(stems) - length + 1):
            places = set(range(start, start + length))
            others = known.get(tuple(stems[start : start + length]))
            if others and not places & taken:
                taken |= places
                found.append((start, length, others))
    return found
