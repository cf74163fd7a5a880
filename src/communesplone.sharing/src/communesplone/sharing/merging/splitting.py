"""A paragraph that became several: together they are still what it was."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Sequence
from communesplone.sharing.merging.alignment import Pairs
from communesplone.sharing.merging.node import Node


#: So much of a new paragraph has to come from the one beside it.
SHARE = 0.6
#: Stands for the end of a paragraph and the beginning of the next, between their contents.
BREAK = '<br class="merging-break">'


def gathered(
    base: Sequence[Node], side: Sequence[Node], pairs: Pairs, changed: set[int]
) -> tuple[tuple[Node, ...], Pairs]:
    """Return a side with paragraphs that were one put together, and its pairs after that.

    :param changed: indices in `base` of what the other side changed: only there it matters.
    """
    together: dict[int, list[int]] = {}
    taken: set[int] = set()
    for at, former in sorted(pairs.items()):
        if former not in changed or not _can_split(base[former], side[at]):
            continue
        run = [at]
        for step in (1, -1):
            while _belongs(run[0] if step < 0 else run[-1], step, base[former], side, pairs, run):
                run.append(run[-1] + 1) if step > 0 else run.insert(0, run[0] - 1)
        if len(run) > 1 and not taken & set(run):
            together[run[0]] = run
            taken |= set(run)
    return _regrouped(side, pairs, together, taken)


def contents(node: Node) -> str | None:
    """Return the inline content of a paragraph or of several, None for anything else."""
    if node.form == "html":
        return node.content
    if is_group(node) and all(child.form == "html" for child in node.children):
        return BREAK.join(child.content for child in node.children)
    return None


def paragraphs(content: str, like: Node) -> Node:
    """Return what `contents` gave, as one paragraph or several with the frame of another."""
    pieces = [piece.strip() for piece in content.split(BREAK)]
    made = [Node("html", piece, *like.frame, name=like.name) for piece in pieces]
    return made[0] if len(made) == 1 else group(made)


def group(nodes: Iterable[Node]) -> Node:
    """Return several parts as one that has no markup of its own."""
    return Node("element", children=tuple(nodes))


def is_group(node: Node) -> bool:
    return node.form == "element" and not node.tag


def _can_split(former: Node, now: Node) -> bool:
    return former.form == now.form == "html" and former.key != now.key and not former.name


def _belongs(
    edge: int, step: int, former: Node, side: Sequence[Node], pairs: Pairs, run: list[int]
) -> bool:
    """Tell whether the next paragraph has the words that its neighbour no longer has."""
    at = edge + step
    if not 0 <= at < len(side) or at in pairs or side[at].form != "html" or not side[at].words:
        return False
    if side[at].family != former.family:
        return False
    left = Counter(former.words)
    for one in run:
        left -= Counter(side[one].words)
    shared = sum((left & Counter(side[at].words)).values())
    return shared >= SHARE * len(side[at].words)


def _regrouped(
    side: Sequence[Node], pairs: Pairs, together: dict[int, list[int]], taken: set[int]
) -> tuple[tuple[Node, ...], Pairs]:
    nodes: list[Node] = []
    found: Pairs = {}
    for at, node in enumerate(side):
        if at in together:
            run = together[at]
            found[len(nodes)] = next(pairs[one] for one in run if one in pairs)
            nodes.append(group(side[one] for one in run))
        elif at not in taken:
            if at in pairs:
                found[len(nodes)] = pairs[at]
            nodes.append(node)
    return tuple(nodes), found
