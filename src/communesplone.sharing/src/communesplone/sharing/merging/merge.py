"""Base, theirs and mine become one: what does not overlap unites, the rest is asked.

Nothing is guessed: a part that both changed, each in another way, is a question, and until it is
answered the result has mine. Merging the same again gives the same, so that answers are given by
merging once more with them.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from communesplone.sharing.merging.alignment import align
from communesplone.sharing.merging.alignment import alike
from communesplone.sharing.merging.alignment import Pairs
from communesplone.sharing.merging.markup import columns
from communesplone.sharing.merging.node import BOXES
from communesplone.sharing.merging.node import key_of
from communesplone.sharing.merging.node import Node
from communesplone.sharing.merging.ordering import order
from communesplone.sharing.merging.parts import act_of
from communesplone.sharing.merging.parts import Answer
from communesplone.sharing.merging.parts import Merged
from communesplone.sharing.merging.parts import Part
from communesplone.sharing.merging.parts import State
from communesplone.sharing.merging.sentence import unite_html
from communesplone.sharing.merging.sentence import unite_plain
from communesplone.sharing.merging.splitting import contents
from communesplone.sharing.merging.splitting import gathered
from communesplone.sharing.merging.splitting import is_group
from communesplone.sharing.merging.splitting import paragraphs
from communesplone.sharing.merging.values import read
from communesplone.sharing.merging.values import write
from dataclasses import replace
from typing import Any


Trail = tuple[tuple[str, int], ...]
Sides = tuple[Node | None, Node | None, Node | None]
#: Parts that have names and no order that a person gave them.
UNORDERED = frozenset({"fields", "tr"})


def merge(
    base: Mapping[str, Any],
    theirs: Mapping[str, Any],
    mine: Mapping[str, Any],
    answers: Mapping[str, Answer] | None = None,
) -> Merged:
    """Return what two people made of the same fields.

    Values are plain data: texts, numbers, lists, mappings. Text with HTML is merged by paragraph,
    item and cell; several lines by line; a list of mappings by the `id` of each, else by likeness.

    :param answers: what a person decided, by the way of the part. What is decided about a part
        that needed no decision takes the side that was not taken.
    """
    merging = _Merging(answers or {})
    sides = (
        Node("fields", children=tuple(Node("raw", one, name=name) for name, one in side.items()))
        for side in (base, theirs, mine)
    )
    node = merging.box("", (), *sides)
    return Merged(write(node), tuple(merging.parts))


class _Merging:
    """One merging: the parts it met so far."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.answers = answers
        self.parts: list[Part] = []
        #: How many parts are not what they would be without an answer
        self.turned = 0

    def node(self, way: str, trail: Trail, sides: Sides, moved: str = "") -> Node | None:
        """Return what becomes of one part, None when it goes."""
        if any(one is not None and one.form == "raw" for one in sides):
            sides = _read(sides)
        base, theirs, mine = sides
        if key_of(base) == key_of(theirs) == key_of(mine):
            state: State = moved or "same"  # type: ignore[assignment]
            act = "moved" if moved else ""
            self.parts.append(Part(way, trail, state, act, *sides))
            return theirs if theirs is not None else mine
        if theirs is not None and mine is not None and _has_parts(base, theirs, mine):
            return self.box(way, trail, base, theirs, mine)
        return self._leaf(way, trail, sides)

    def box(
        self, way: str, trail: Trail, base: Node | None, theirs: Node, mine: Node
    ) -> Node | None:
        """Return a box with what becomes of its parts."""
        turned = self.turned
        former = base.children if base is not None else ()
        (them, by_them), (me, by_me) = _numbered(former, theirs.children, mine.children)
        question = f"{way}/order"
        answer = self.answers.get(question)
        lead = answer.choice if answer is not None else ""
        ids = order(
            range(len(former)),
            list(by_them.values()),
            list(by_me.values()),
            "theirs" if lead == "theirs" else "mine",
        )
        kind = theirs.tag or theirs.form
        if ids.asked and kind not in UNORDERED:
            answer = answer if lead in ("theirs", "mine") else None
            self.turned += 1 if answer is not None else 0
            found = Part(question, trail, "open", "moved", base, theirs, mine, answer=answer)
            self.parts.append(found)
        places = [{one: at for at, one in side.items()} for side in (by_them, by_me)]
        children = []
        for number, one in enumerate(ids.ids, 1):
            sides = (
                former[one] if one < len(former) else None,
                them[places[0][one]] if one in places[0] else None,
                me[places[1][one]] if one in places[1] else None,
            )
            name = next(side.name for side in reversed(sides) if side is not None)
            inner = f"{way}/{name or one + 1}".removeprefix("/")
            moved = "" if kind in UNORDERED else ids.moved.get(one, "")
            made = self.node(inner, (*trail, (kind, number)), sides, moved)
            if made is not None:
                children.append(replace(made, name=name))
        if turned == self.turned and base is not None:
            # Word for word what one of them has
            if mine.key == base.key:
                return theirs
            if theirs.key == base.key:
                return mine
        tag, attributes = _frame(base, theirs, mine) or mine.frame
        return replace(mine, tag=tag, attributes=attributes, children=tuple(children))

    def _leaf(self, way: str, trail: Trail, sides: Sides) -> Node | None:
        """Return what becomes of something that changes as a whole."""
        base, theirs, mine = sides
        answer = self.answers.get(way)
        if key_of(theirs) == key_of(mine):
            self.parts.append(Part(way, trail, "both", act_of(base, theirs), *sides))
            return theirs if theirs is not None else mine
        if key_of(base) == key_of(mine):
            return self._settled(way, trail, sides, "theirs", answer)
        if key_of(base) == key_of(theirs):
            return self._settled(way, trail, sides, "mine", answer)
        united = _united(base, theirs, mine)
        part = Part(way, trail, "open", _act(sides), base, theirs, mine, united)
        if answer is not None and _fits(answer, part):
            self.turned += 1
            self.parts.append(replace(part, answer=answer))
            return _answered(answer, part)
        self.parts.append(part)
        return mine

    def _settled(
        self, way: str, trail: Trail, sides: Sides, whose: State, answer: Answer | None
    ) -> Node | None:
        base, theirs, mine = sides
        act = act_of(base, theirs if whose == "theirs" else mine)
        other = "mine" if whose == "theirs" else "theirs"
        if answer is None or answer.choice != other:
            self.parts.append(Part(way, trail, whose, act, *sides))
            return theirs if whose == "theirs" else mine
        self.turned += 1
        self.parts.append(Part(way, trail, whose, act, *sides, answer=answer))
        return mine if whose == "theirs" else theirs


def _read(sides: Sides) -> Sides:
    base, theirs, mine = read(*sides)
    return base, theirs, mine


def _numbered(
    base: tuple[Node, ...], theirs: tuple[Node, ...], mine: tuple[Node, ...]
) -> tuple[tuple[tuple[Node, ...], Pairs], tuple[tuple[Node, ...], Pairs]]:
    """Return the parts of both sides, each with its number: the same for what is the same."""
    by_them, by_me = align(base, theirs), align(base, mine)
    changed = [
        {former for at, former in pairs.items() if base[former].key != side[at].key}
        for pairs, side in ((by_them, theirs), (by_me, mine))
    ]
    theirs, by_them = gathered(base, theirs, by_them, changed[1])
    mine, by_me = gathered(base, mine, by_me, changed[0])
    added = iter(range(len(base), len(base) + len(theirs) + len(mine)))
    together = _added_alike(by_them, by_me, theirs, mine)
    for at in range(len(theirs)):
        if at not in by_them:
            by_them[at] = next(added)
    for at in range(len(mine)):
        if at not in by_me:
            by_me[at] = by_them[together[at]] if at in together else next(added)
    return (theirs, dict(sorted(by_them.items()))), (mine, dict(sorted(by_me.items())))


def _added_alike(
    by_them: Mapping[int, int],
    by_me: Mapping[int, int],
    theirs: tuple[Node, ...],
    mine: tuple[Node, ...],
) -> dict[int, int]:
    """Return what both added in the same place, the index of theirs by that of mine."""
    places = [dict(_added(*side)) for side in ((by_them, theirs), (by_me, mine))]
    found: dict[int, int] = {}
    for place, own in places[1].items():
        other = places[0].get(place, [])
        for at in own:
            same = (one for one in other if _is_same(theirs[one], mine[at]))
            match = next((one for one in same if one not in found.values()), None)
            if match is not None:
                found[at] = match
        left = [one for one in other if one not in found.values()]
        found |= alike(theirs, mine, left, [at for at in own if at not in found])
    return found


def _added(pairs: Mapping[int, int], nodes: tuple[Node, ...]) -> Iterator[tuple[int, list[int]]]:
    """Yield the new parts of a side by what they follow; those with a name follow nothing."""
    found: dict[int, list[int]] = {}
    before = -1
    for at, node in enumerate(nodes):
        if at in pairs:
            before = pairs[at]
        else:
            found.setdefault(-1 if node.name else before, []).append(at)
    yield from found.items()


def _is_same(one: Node, other: Node) -> bool:
    return one.name == other.name if one.name or other.name else one.key == other.key


def _has_parts(base: Node | None, theirs: Node, mine: Node) -> bool:
    """Tell whether three sides can be merged part by part."""
    sides = [one for one in (base, theirs, mine) if one is not None]
    if any(one.form not in BOXES for one in sides):
        return False
    if len({(one.form, one.family) for one in sides}) > 1:
        return False
    if base is None:
        return theirs.form != "element"
    if _frame(base, theirs, mine) is None:
        return False
    if theirs.tag == "tr":
        return len({len(one.children) for one in sides}) == 1
    return theirs.tag != "table" or len({columns(one) for one in sides}) == 1


def _frame(
    base: Node | None, theirs: Node, mine: Node
) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """Return what stands around the content, None when both changed it."""
    if theirs.frame == mine.frame or (base is not None and mine.frame == base.frame):
        return theirs.frame
    return mine.frame if base is not None and theirs.frame == base.frame else None


def _united(base: Node | None, theirs: Node | None, mine: Node | None) -> Node | None:
    """Return a paragraph with both changes, None when they cannot stand side by side."""
    if base is None or theirs is None or mine is None:
        return None
    if all(one.form == "value" and isinstance(one.content, str) for one in (base, theirs, mine)):
        text = unite_plain(base.content, theirs.content, mine.content)
        return None if text is None else replace(mine, content=text)
    texts = [contents(one) for one in (base, theirs, mine)]
    frame = _frame(base, _framed(theirs), _framed(mine))
    if frame is None or any(text is None for text in texts):
        return None
    united = unite_html(*texts)
    like = Node("html", "", *frame, name=mine.name)
    return None if united is None else paragraphs(united, like)


def _framed(node: Node) -> Node:
    """Return what has the frame of a part: the first paragraph of several."""
    return node.children[0] if is_group(node) and node.children else node


def _act(sides: Sides) -> Any:
    """Return what their side did, for a part that both changed."""
    return act_of(sides[0], sides[1])


def _fits(answer: Answer, part: Part) -> bool:
    if answer.choice == "united":
        return part.united is not None
    return answer.choice != "written" or part.is_writable


def _answered(answer: Answer, part: Part) -> Node | None:
    if answer.choice == "theirs":
        return part.theirs
    if answer.choice == "mine":
        return part.mine
    if answer.choice == "united":
        return part.united
    like = part.mine if part.mine is not None else part.theirs
    if not answer.text.strip() or like is None:
        return None
    if is_group(like):
        return Node("atom", answer.text)
    frame = like.frame
    if part.mine is not None and part.theirs is not None:
        frame = _frame(part.before, part.theirs, part.mine) or frame
    return Node(like.form, answer.text, *frame, name=like.name)
