"""Which words of a paragraph changed, and which cells of a table. difflib does the comparing."""

from collections.abc import Iterator
from communesplone.editing.publishing.blocks import Block
from communesplone.editing.publishing.blocks import Links
from communesplone.editing.publishing.blocks import Rows
from difflib import SequenceMatcher
from typing import Literal
import re


Operation = Literal["same", "ins", "del"]
#: Words and signs of a text with their operation: kept, inserted or deleted.
Runs = tuple[tuple[Operation, str], ...]

WORDS = re.compile(r"\s+|[^\W_]+(?:[.,:]\d+)*|[\W_]", re.UNICODE)
#: Two paragraphs that share less are another paragraph.
ALIKE = 0.4


def words_changed(old: str, new: str) -> Runs:
    """Return the words of both texts: kept, deleted, inserted."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    runs: list[tuple[Operation, str]] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            runs.append(("same", "".join(before[i1:i2])))
            continue
        if i2 > i1:
            runs.append(("del", "".join(before[i1:i2])))
        if j2 > j1:
            runs.append(("ins", "".join(after[j1:j2])))
    return _joined(runs)


def _joined(runs: list[tuple[Operation, str]]) -> Runs:
    """Take a lone space between two changes into both, so that a phrase reads as one."""
    found: list[tuple[Operation, str]] = []
    lost, gained = "", ""

    def flush() -> None:
        nonlocal lost, gained
        found.extend(run for run in (("del", lost), ("ins", gained)) if run[1])
        lost = gained = ""

    for at, (operation, text) in enumerate(runs):
        between = 0 < at < len(runs) - 1 and text.isspace()
        if operation == "del":
            lost += text
        elif operation == "ins":
            gained += text
        elif between:
            lost, gained = lost + (text if lost else ""), gained + (text if gained else "")
            if not lost and not gained:
                found.append((operation, text))
        else:
            flush()
            found.append((operation, text))
    flush()
    return tuple(found)


def likeness(old: Block, new: Block) -> float:
    """Return how much two paragraphs share, from 0 to 1; nothing below ALIKE."""
    if bool(old.rows) != bool(new.rows):
        return 0.0
    matcher = SequenceMatcher(None, WORDS.findall(old.text), WORDS.findall(new.text), False)
    found = matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0
    return found if found >= ALIKE else 0.0


def cells_changed(old: Rows, new: Rows) -> Iterator[tuple[Runs, ...]]:
    """Yield the rows of both tables, each a run of words for every cell.

    A column that only one of them has is whole added or removed: the others stay themselves.
    """
    old, new = _same_columns(old, new)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from (tuple((("same", cell or ""),) for cell in row) for row in new[j1:j2])
            continue
        for before, after in _paired_rows(old[i1:i2], new[j1:j2]):
            width = max(len(before), len(after))
            yield tuple(
                _cell_changed(_at(before, column), _at(after, column)) for column in range(width)
            )


def links_changed(old: Links, new: Links) -> tuple[Runs, ...]:
    """Return where links of the same words lead now and led before, a run of words each."""
    former = dict(old)
    return tuple(
        (("same", f"{words} → "), ("del", former[words]), ("ins", address))
        for words, address in dict(new).items()
        if former.get(words, address) != address
    )


def _at(row: tuple[str | None, ...], column: int) -> str:
    return (row[column] if column < len(row) else None) or ""


def _paired_rows(old: Rows, new: Rows) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield rows that replace one another: by their first cell, else by their place."""
    left = list(old)
    if len(old) == len(new):
        yield from zip(old, new, strict=True)
        return
    for row in new:
        at = next((at for at, one in enumerate(left) if one[:1] == row[:1]), None)
        if at is None:
            yield (), row
            continue
        yield from ((one, ()) for one in left[:at])
        yield left[at], row
        del left[: at + 1]
    yield from ((one, ()) for one in left)


def _same_columns(old: Rows, new: Rows) -> tuple[Rows, Rows]:
    """Return both tables with the same columns: by their heads, when these are not as many."""
    if not old or not new or len(old[0]) == len(new[0]):
        return old, new
    places: list[tuple[int | None, int | None]] = []
    matcher = SequenceMatcher(None, old[0], new[0], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag in ("equal", "replace") and i2 - i1 == j2 - j1:
            places += zip(range(i1, i2), range(j1, j2), strict=True)
        else:
            places += [(at, None) for at in range(i1, i2)]
            places += [(None, at) for at in range(j1, j2)]
    return (
        tuple(tuple(_cell(row, at) for at, _new in places) for row in old),
        tuple(tuple(_cell(row, at) for _old, at in places) for row in new),
    )


def _cell(row: tuple[str, ...], at: int | None) -> str:
    return row[at] if at is not None and at < len(row) else ""


def _cell_changed(old: str, new: str) -> Runs:
    """A cell is short: it changed or it did not."""
    if old == new:
        return (("same", new),)
    return tuple(run for run in (("del", old), ("ins", new)) if run[1])
