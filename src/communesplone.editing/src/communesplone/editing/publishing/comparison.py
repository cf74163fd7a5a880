"""What changed between two texts, for people: paragraph by paragraph, word by word, cell by cell.

Plain data in and out. The standard library's difflib does the comparing.
"""

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from lxml import etree
from lxml import html
from lxml.html import HtmlElement
from typing import Literal
import re


State = Literal["same", "changed", "added", "removed"]
#: Words and signs of a text with their operation: kept, inserted or deleted.
Runs = tuple[tuple[Literal["same", "ins", "del"], str], ...]
Rows = tuple[tuple[str, ...], ...]

WORDS = re.compile(r"\s+|[^\W_]+(?:[.,:]\d+)*|[\W_]", re.UNICODE)
#: Two paragraphs that share less are another paragraph.
ALIKE = 0.4
LEAVES = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "dt",
        "dd",
        "figcaption",
        "summary",
        "blockquote",
        "caption",
        "label",
        "pre",
        "address",
    ]
)
SILENT = frozenset(
    ["script", "style", "svg", "template", "noscript", "iframe", "button", "input", "select"]
)


@dataclass(frozen=True)
class Block:
    """A paragraph, or a table when it has rows."""

    text: str
    rows: Rows = ()


@dataclass(frozen=True)
class Part:
    """A field or a section of an item: `key` names it in every version, `label` for people."""

    key: str
    label: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Line:
    """A paragraph of both texts. A table has `cells` for its rows, and no `runs`."""

    state: State
    runs: Runs = ()
    cells: tuple[tuple[Runs, ...], ...] = ()
    #: The paragraph as it is in the new text, by which a remark finds it.
    text: str = ""


@dataclass(frozen=True)
class Change:
    """A part of the page, whether and how it changed."""

    key: str
    label: str
    state: State
    lines: tuple[Line, ...]


def blocks_of(markup: str) -> tuple[Block, ...]:
    """Return the paragraphs and tables of HTML, in their order."""
    if not markup.strip():
        return ()
    try:
        tree = html.fragment_fromstring(markup, create_parent="div")
    except etree.ParserError:
        return ()
    for element in list(tree.iter(*SILENT)):
        element.drop_tree()
    for element in tree.iter("br"):
        element.tail = f" {element.tail or ''}"
    return tuple(block for block in _walk(tree) if block.text)


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """Return the paragraphs of plain text."""
    return tuple(Block(words) for line in text.splitlines() if (words := _folded(line)))


def compare(old: Sequence[Part], new: Sequence[Part]) -> list[Change]:
    """Return the parts of both in the order of the new; what is gone stands where it was."""
    before = {part.key: part for part in old}
    kept = {part.key for part in new}
    found: list[Change] = []
    waiting = [part for part in old if part.key not in kept]
    order = [part.key for part in old]
    for part in new:
        if part.key in before:
            while waiting and order.index(waiting[0].key) < order.index(part.key):
                found.append(_whole(waiting.pop(0), "removed"))
            found.append(_compared(before[part.key], part))
        else:
            found.append(_whole(part, "added"))
    found += [_whole(part, "removed") for part in waiting]
    return [change for change in found if change.lines]


def words_changed(old: str, new: str) -> Runs:
    """Return the words of both texts: kept, deleted, inserted."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    runs: list[tuple[Literal["same", "ins", "del"], str]] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            runs.append(("same", "".join(before[i1:i2])))
            continue
        if i2 > i1:
            runs.append(("del", "".join(before[i1:i2])))
        if j2 > j1:
            runs.append(("ins", "".join(after[j1:j2])))
    return _joined(runs)


def _joined(runs: list[tuple[Literal["same", "ins", "del"], str]]) -> Runs:
    """Take a lone space between two changes into both, so that a phrase reads as one."""
    found: list[tuple[Literal["same", "ins", "del"], str]] = []
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


def _compared(old: Part, new: Part) -> Change:
    lines = tuple(_lines(old.blocks, new.blocks))
    state: State = "same" if all(line.state == "same" for line in lines) else "changed"
    return Change(new.key, new.label, state, lines)


def _whole(part: Part, state: State) -> Change:
    return Change(part.key, part.label, state, tuple(_line(block, state) for block in part.blocks))


def _lines(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Line]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from (_line(block, "same") for block in new[j1:j2])
        else:
            yield from _paired(list(old[i1:i2]), new[j1:j2])


def _paired(old: list[Block], new: Sequence[Block]) -> Iterator[Line]:
    """Yield what replaces what: each new paragraph with the first old one that is like it."""
    for block in new:
        at = next((at for at, former in enumerate(old) if _alike(former, block)), None)
        if at is None:
            yield _line(block, "added")
            continue
        yield from (_line(former, "removed") for former in old[:at])
        yield _changed(old[at], block)
        del old[: at + 1]
    yield from (_line(former, "removed") for former in old)


def _alike(old: Block, new: Block) -> bool:
    if bool(old.rows) != bool(new.rows):
        return False
    matcher = SequenceMatcher(None, WORDS.findall(old.text), WORDS.findall(new.text), False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _changed(old: Block, new: Block) -> Line:
    if new.rows:
        return Line("changed", cells=tuple(_rows_changed(old.rows, new.rows)), text=new.text)
    return Line("changed", words_changed(old.text, new.text), text=new.text)


def _rows_changed(old: Rows, new: Rows) -> Iterator[tuple[Runs, ...]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield from (tuple((("same", cell),) for cell in row) for row in new[j1:j2])
            continue
        for at in range(max(i2 - i1, j2 - j1)):
            before = old[i1 + at] if i1 + at < i2 else ()
            after = new[j1 + at] if j1 + at < j2 else ()
            yield tuple(
                _cell_changed(
                    before[column] if column < len(before) else "",
                    after[column] if column < len(after) else "",
                )
                for column in range(max(len(before), len(after)))
            )


def _cell_changed(old: str, new: str) -> Runs:
    """A cell is short: it changed or it did not."""
    if old == new:
        return (("same", new),)
    return tuple(run for run in (("del", old), ("ins", new)) if run[1])


def _line(block: Block, state: State) -> Line:
    operation = {"added": "ins", "removed": "del"}.get(state, "same")
    text = "" if state == "removed" else block.text
    if block.rows:
        cells = tuple(tuple(((operation, cell),) for cell in row) for row in block.rows)
        return Line(state, cells=cells, text=text)
    return Line(state, ((operation, block.text),), text=text)


def _walk(element: HtmlElement) -> Iterator[Block]:
    """Yield the blocks below an element; text that stands in none is one too."""
    if not isinstance(element.tag, str):
        return
    if element.tag == "table":
        yield _table(element)
    elif element.tag == "img":
        yield Block(f"[{_folded(element.get('alt') or element.get('src') or '')}]")
    elif not _has_blocks(element):
        yield Block(_text(element))
        yield from _pictures(element)
    else:
        yield Block(_folded(element.text or ""))
        for child in element:
            if isinstance(child.tag, str) and not _is_block(child) and not _has_blocks(child):
                yield Block(_folded(_text(child)))
                yield from _pictures(child)
            else:
                yield from _walk(child)
            yield Block(_folded(child.tail or ""))


def _is_block(element: HtmlElement) -> bool:
    return element.tag in LEAVES or element.tag in ("table", "img")


def _has_blocks(element: HtmlElement) -> bool:
    return any(found.tag in LEAVES or found.tag == "table" for found in element.iterdescendants())


def _pictures(element: HtmlElement) -> Iterator[Block]:
    for image in element.iter("img"):
        if image is not element:
            yield Block(f"[{_folded(image.get('alt') or '')}]" if image.get("alt") else "")


def _table(element: HtmlElement) -> Block:
    rows = tuple(tuple(_text(cell) for cell in row.iter("td", "th")) for row in element.iter("tr"))
    return Block(_folded(" ".join(cell for row in rows for cell in row)), rows)


def _text(element: HtmlElement) -> str:
    return _folded("".join(element.itertext()))


def _folded(text: str) -> str:
    return " ".join(text.split())
