"""What changed between two texts, for people: paragraph by paragraph, word by word, cell by cell.

Plain data in and out. What only stands elsewhere is told by where it stood.
"""

from collections.abc import Iterator
from collections.abc import Sequence
from communesplone.editing.publishing.blocks import Block
from communesplone.editing.publishing.blocks import Part
from communesplone.editing.publishing.wording import cells_changed
from communesplone.editing.publishing.wording import likeness
from communesplone.editing.publishing.wording import links_changed
from communesplone.editing.publishing.wording import Runs
from communesplone.editing.publishing.wording import words_changed
from dataclasses import dataclass
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Literal


State = Literal["same", "changed", "added", "removed"]
#: A paragraph that left and one that came are the same one when they share so much.
MOVED = 0.7
#: Words that a paragraph has at least, to be known again elsewhere.
FEWEST = 3
NOTHING = Block("")


@dataclass(frozen=True)
class Line:
    """A paragraph of both texts. A table has `cells` for its rows, and no `runs`.

    `number` is its place from 1 in the new text of the part, in the old one when it is gone.
    `origin` is its place in the old text when it stood elsewhere in the same part, `origin_part`
    the number and label of the part where it stood when that is another.
    """

    state: State
    runs: Runs = ()
    cells: tuple[tuple[Runs, ...], ...] = ()
    #: The paragraph as it is in the new text, by which a remark finds it.
    text: str = ""
    number: int = 0
    origin: int | None = None
    origin_part: tuple[int, str] | None = None
    #: Where links of the same words lead now, and led before.
    links: tuple[Runs, ...] = ()
    #: What it is made of, in the text that has it.
    block: Block = NOTHING

    @property
    def moved(self) -> bool:
        return self.origin is not None


@dataclass(frozen=True)
class Change:
    """A part of the page, whether and how it changed.

    `number` is its place from 1 in the new page, None when it is gone; `origin` its former place
    when others have overtaken it. `wordless` tells that something changed that has no words: a
    picture, a setting, the look.
    """

    key: str
    label: str
    state: State
    lines: tuple[Line, ...]
    number: int | None = None
    origin: int | None = None
    wordless: bool = False

    @property
    def touched(self) -> bool:
        """Tell whether citizens get something else than before."""
        return self.state != "same" or self.origin is not None


def compare(old: Sequence[Part], new: Sequence[Part]) -> list[Change]:
    """Return the parts of both in the order of the new; what is gone stands where it was."""
    before = {part.key: part for part in old}
    places = {part.key: place for place, part in enumerate(old, 1)}
    kept = {part.key for part in new}
    overtaken = _overtaken([part.key for part in old], [part.key for part in new])
    found: list[Change] = []
    waiting = [part for part in old if part.key not in kept]
    for number, part in enumerate(new, 1):
        if part.key in before:
            while waiting and places[waiting[0].key] < places[part.key]:
                found.append(_whole(waiting.pop(0), "removed", None))
            origin = places[part.key] if part.key in overtaken else None
            found.append(_compared(before[part.key], part, number, origin))
        else:
            found.append(_whole(part, "added", number))
    found += [_whole(part, "removed", None) for part in waiting]
    return _known_again([change for change in found if change.lines], places)


def _overtaken(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Return the keys of both that do not stand in the same order: as few as can be."""
    common = set(old) & set(new)
    before = [key for key in old if key in common]
    after = [key for key in new if key in common]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    settled = {
        key for at, _to, size in matcher.get_matching_blocks() for key in before[at:][:size]
    }
    return common - settled


def _compared(old: Part, new: Part, number: int, origin: int | None) -> Change:
    lines = tuple(_lines(old.blocks, new.blocks))
    same = all(line.state == "same" and not line.links and not line.moved for line in lines)
    wordless = same and old.mark != new.mark
    state: State = "same" if same and not wordless else "changed"
    return Change(new.key, new.label, state, lines, number, origin, wordless)


def _whole(part: Part, state: State, number: int | None) -> Change:
    lines = tuple(_line(block, state, place) for place, block in enumerate(part.blocks, 1))
    return Change(part.key, part.label, state, lines, number)


def _lines(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Line]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            for step, block in enumerate(new[j1:j2]):
                links = links_changed(old[i1 + step].links, block.links)
                yield replace(_line(block, "same", j1 + step + 1), links=links)
        else:
            before = [(place, old[place - 1]) for place in range(i1 + 1, i2 + 1)]
            yield from _paired(before, new[j1:j2], j1 + 1)


def _paired(old: list[tuple[int, Block]], new: Sequence[Block], first: int) -> Iterator[Line]:
    """Yield what replaces what: each new paragraph with the first old one that is like it."""
    for number, block in enumerate(new, first):
        at = next((at for at, (_place, one) in enumerate(old) if likeness(one, block)), None)
        if at is None:
            yield _line(block, "added", number)
            continue
        yield from (_line(former, "removed", place) for place, former in old[:at])
        yield _changed(old[at][1], block, number)
        del old[: at + 1]
    yield from (_line(former, "removed", place) for place, former in old)


def _known_again(changes: list[Change], places: dict[str, int]) -> list[Change]:
    """Have a paragraph that left and one that came be one that moved, when they are alike."""
    gone = [
        (change, line)
        for change in changes
        for line in change.lines
        if line.state == "removed" and len(line.block.text.split()) >= FEWEST
    ]
    taken: set[int] = set()
    found = []
    for change in changes:
        lines = []
        for line in change.lines:
            pair = _former(line, gone, taken) if line.state == "added" else None
            if pair is None:
                lines.append(line)
                continue
            at, source, former = pair
            taken.add(at)
            lines.append(_moved(line, former, change, source, places))
        found.append((change, lines))
    lost = {id(gone[at][1]) for at in taken}
    return [
        replace(change, lines=tuple(line for line in lines if id(line) not in lost), state=state)
        for change, lines in found
        if (state := _state_of(change, lines, lost)) is not None
    ]


def _former(
    line: Line, gone: Sequence[tuple[Change, Line]], taken: set[int]
) -> tuple[int, Change, Line] | None:
    """Return the paragraph that left and is most like one that came: its place in `gone` too."""
    if len(line.block.text.split()) < FEWEST:
        return None
    likely = [
        (likeness(former.block, line.block), -at)
        for at, (_change, former) in enumerate(gone)
        if at not in taken
    ]
    best, at = max(likely, default=(0.0, 0))
    return (-at, *gone[-at]) if best >= MOVED else None


def _moved(
    line: Line, former: Line, change: Change, source: Change, places: dict[str, int]
) -> Line:
    same = former.block == line.block
    made = (
        _line(line.block, "same", line.number)
        if same
        else _changed(former.block, line.block, line.number)
    )
    elsewhere = None if source is change else (places[source.key], source.label)
    links = links_changed(former.block.links, line.block.links)
    return replace(made, origin=former.number, origin_part=elsewhere, links=links)


def _state_of(change: Change, lines: Sequence[Line], lost: set[int]) -> State | None:
    """Return the state of a part once paragraphs are known again; None for one all moved away."""
    left = [line for line in lines if id(line) not in lost]
    if not left:
        return None
    if change.state == "added" and any(line.moved for line in left):
        return "changed"
    return change.state


def _changed(old: Block, new: Block, number: int) -> Line:
    links = links_changed(old.links, new.links)
    if new.rows:
        cells = tuple(cells_changed(old.rows, new.rows))
        return Line("changed", (), cells, new.text, number, links=links, block=new)
    runs = words_changed(old.text, new.text)
    return Line("changed", runs, (), new.text, number, links=links, block=new)


def _line(block: Block, state: State, number: int) -> Line:
    operation = {"added": "ins", "removed": "del"}.get(state, "same")
    text = "" if state == "removed" else block.text
    if block.rows:
        cells = tuple(tuple(((operation, cell),) for cell in row) for row in block.rows)
        return Line(state, (), cells, text, number, block=block)
    return Line(state, ((operation, block.text),), (), text, number, block=block)
