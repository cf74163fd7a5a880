"""Texts as people write and change them, for properties that hold for all of them."""

from dataclasses import dataclass
from dataclasses import field
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies as st
from itertools import count
from random import Random
import copy
import os


#: The quick profile is kept; MERGING_EXAMPLES=20000 looks for what it does not find.
EXAMPLES = int(os.environ.get("MERGING_EXAMPLES", "80"))
quick = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
WORDS = (
    "le guichet de la commune délivre une carte sous quinze jours ouvrables pour chaque habitant "
    "qui se présente avec sa photo et paie 12,50 euros l'été aussi <sic> & prompt"
)
VOCABULARY = WORDS.split()
ADDRESSES = ("/guichet", "https://www.example.be/a?b=1&c=2", "resolveuid/abcd")


@dataclass
class Block:
    """A paragraph (words), a list (items of words), a table (rows of cells of words)."""

    tag: str
    parts: list = field(default_factory=list)


@dataclass
class Writer:
    """Somebody whose own words nobody else has."""

    random: Random
    initial: str
    numbers: count = field(default_factory=count)

    def own(self) -> str:
        return f"{self.initial}{next(self.numbers)}"

    def word(self) -> str:
        return self.random.choice([*VOCABULARY, self.own()])


def words(random: Random, least: int = 0, most: int = 9) -> list[str]:
    return [word(random) for _ in range(random.randint(least, most))]


def word(random: Random) -> str:
    """Return a word, one in twenty of them a link."""
    said = random.choice(VOCABULARY)
    if random.randrange(20):
        return said
    address = random.choice(ADDRESSES).replace("&", "&amp;")
    return f'\0<a href="{address}">{_escaped(said)}</a>'


def block(random: Random) -> Block:
    tag = random.choice(["p"] * 6 + ["h3", "", "div", "blockquote", "ul", "ol", "table", "nested"])
    if tag in ("ul", "ol", "nested"):
        return Block(tag, [words(random) for _ in range(random.randint(1, 4))])
    if tag == "table":
        wide = random.randint(1, 3)
        rows = range(random.randint(1, 4))
        return Block(tag, [[words(random, 0, 3) for _ in range(wide)] for _row in rows])
    return Block(tag, words(random))


def html(blocks: list[Block]) -> str:
    return "\n".join(_block(one) for one in blocks)


def _block(one: Block) -> str:
    if one.tag == "table":
        rows = "".join(
            "<tr>" + "".join(f"<td>{_words(cell)}</td>" for cell in row) + "</tr>"
            for row in one.parts
        )
        return f"<table><tbody>{rows}</tbody></table>"
    if one.tag in ("ul", "ol"):
        items = "".join(f"<li>{_words(item)}</li>" for item in one.parts)
        return f"<{one.tag}>{items}</{one.tag}>"
    if one.tag == "nested":
        items = "".join(f"<li>{_words(item)}</li>" for item in one.parts[1:])
        return f"<ul><li>{_words(one.parts[0])}<ul>{items}</ul></li></ul>"
    if not one.tag:
        return _words(one.parts)
    return f"<{one.tag}>{_words(one.parts)}</{one.tag}>"


def _words(parts: list) -> str:
    return " ".join(
        one if isinstance(one, str) and one[:1] == "\0" else _escaped(one) for one in parts
    ).replace("\0", "")


def _escaped(word: str) -> str:
    return word.replace("&", "&amp;").replace("<", "&lt;")


def changed(
    blocks: list[Block], writer: Writer, times: int, only: set[int] | None = None
) -> list[Block]:
    """Return the text after some changes; with `only`, of these paragraphs and none besides."""
    found = copy.deepcopy(blocks)
    if only is not None:
        for at in sorted(only):
            _edit(found[at], writer)
        return found
    for _ in range(times):
        writer.random.choice(ACTS)(found, writer)
    return found


def _edit_one(blocks: list[Block], writer: Writer) -> None:
    if blocks:
        _edit(writer.random.choice(blocks), writer)


def _edit(one: Block, writer: Writer) -> None:
    random = writer.random
    if one.tag == "table":
        how = random.randint(0, 5)
        if how == 0:
            one.parts.insert(
                random.randint(0, len(one.parts)), [[writer.own()] for _ in one.parts[0]]
            )
        elif how == 1 and len(one.parts) > 1:
            one.parts.pop(random.randrange(len(one.parts)))
        elif how == 2:
            for row in one.parts:
                row.append([writer.own()])
        else:
            _edit_words(random.choice(random.choice(one.parts)), writer)
    elif one.tag in ("ul", "ol", "nested"):
        how = random.randint(0, 4)
        if how == 0:
            one.parts.insert(random.randint(0, len(one.parts)), [writer.own(), writer.word()])
        elif how == 1 and len(one.parts) > 1:
            one.parts.pop(random.randrange(len(one.parts)))
        elif how == 2:
            random.shuffle(one.parts)
        else:
            _edit_words(random.choice(one.parts), writer)
    else:
        _edit_words(one.parts, writer)


def _edit_words(parts: list, writer: Writer) -> None:
    random = writer.random
    how = random.randint(0, 5)
    at = random.randrange(len(parts)) if parts else 0
    if how == 0 and parts:
        parts[at] = writer.own()
    elif how == 1 and len(parts) > 1:
        parts.pop(at)
    elif how == 2 and parts:
        tag = random.choice(["strong", "em", f'a href="{random.choice(ADDRESSES)}"'])
        if not parts[at].startswith("\0"):
            inner = _escaped(parts[at])
            parts[at] = f"\0<{tag.replace('&', '&amp;')}>{inner}</{tag.split()[0]}>"
    elif how == 3:
        parts[:] = [writer.own() for _ in range(random.randint(1, 4))]
    else:
        parts.insert(at, writer.own())


def _add(blocks: list[Block], writer: Writer) -> None:
    made = block(writer.random)
    if made.tag not in ("table", "ul", "ol", "nested"):
        made.parts.append(writer.own())
    blocks.insert(writer.random.randint(0, len(blocks)), made)


def _remove(blocks: list[Block], writer: Writer) -> None:
    if blocks:
        blocks.pop(writer.random.randrange(len(blocks)))


def _move(blocks: list[Block], writer: Writer) -> None:
    if blocks:
        one = blocks.pop(writer.random.randrange(len(blocks)))
        blocks.insert(writer.random.randint(0, len(blocks)), one)


def _split(blocks: list[Block], writer: Writer) -> None:
    at = writer.random.randrange(len(blocks)) if blocks else 0
    if blocks and blocks[at].tag == "p" and len(blocks[at].parts) > 1:
        cut = writer.random.randint(1, len(blocks[at].parts) - 1)
        blocks.insert(at + 1, Block("p", blocks[at].parts[cut:]))
        blocks[at].parts = blocks[at].parts[:cut]


def _join(blocks: list[Block], writer: Writer) -> None:
    at = writer.random.randrange(len(blocks)) if blocks else 0
    if at + 1 < len(blocks) and blocks[at].tag == blocks[at + 1].tag == "p":
        blocks[at].parts += blocks.pop(at + 1).parts


def _retag(blocks: list[Block], writer: Writer) -> None:
    one = writer.random.choice(blocks) if blocks else None
    if one is not None and one.tag in ("p", "h3", "div"):
        one.tag = writer.random.choice(["p", "h3", "blockquote"])


ACTS = [_edit_one] * 5 + [_add, _remove, _move, _split, _join, _retag]


@dataclass(frozen=True)
class Three:
    """A text and what two people made of it."""

    base: str
    theirs: str
    mine: str


@st.composite
def three(draw: st.DrawFn) -> Three:
    random = draw(st.randoms(use_true_random=False))
    base = [block(random) for _ in range(random.randint(0, 7))]
    theirs = changed(base, Writer(random, "T"), random.randint(0, 4))
    mine = changed(base, Writer(random, "M"), random.randint(0, 4))
    return Three(html(base), html(theirs), html(mine))


def distinct(random: Random) -> list[Block]:
    """Return a text of which no two blocks are alike: each has words that no other has."""
    numbers = count()

    def own(parts: list[str]) -> list[str]:
        return [*parts, *(f"b{next(numbers)}" for _ in range(4))]

    found = []
    for _ in range(random.randint(2, 8)):
        one = block(random)
        if one.tag == "table":
            one.parts = [[own(cell) for cell in row] for row in one.parts]
        elif one.tag in ("ul", "ol", "nested"):
            one.parts = [own(item) for item in one.parts]
        else:
            # Words between two blocks are of no block: they have a property of their own
            one = Block(one.tag or "p", own([*one.parts, *words(random, 4, 8)]))
        found.append(one)
    return found


@st.composite
def apart(draw: st.DrawFn) -> tuple[list[Block], list[Block], list[Block], set[int], set[int]]:
    """A text, and two people who each changed blocks that the other did not."""
    random = draw(st.randoms(use_true_random=False))
    base = distinct(random)
    whose = [random.choice("tm-") for _ in base]
    mine, theirs = ({at for at, one in enumerate(whose) if one == who} for who in "mt")
    return (
        base,
        changed(base, Writer(random, "T"), 0, theirs),
        changed(base, Writer(random, "M"), 0, mine),
        theirs,
        mine,
    )


@st.composite
def elsewhere(draw: st.DrawFn) -> tuple[Three, list[Block]]:
    """A text of which one person moved, split, added and took out blocks, and another changed the
    words of others; and what both together come to."""
    random = draw(st.randoms(use_true_random=False))
    base = distinct(random)
    by_them = {at for at in range(len(base)) if random.randrange(2)}
    theirs = changed(base, Writer(random, "T"), 0, by_them)
    mine = list(enumerate(copy.deepcopy(base)))
    writer = Writer(random, "M")
    for _ in range(random.randint(1, 3)):
        random.choice(ARRANGING)(mine, by_them, writer)
    expected = [theirs[at] if at in by_them else one for at, one in mine]
    return Three(html(base), html(theirs), html([one for _at, one in mine])), expected


#: Blocks of a person, each with its place in the text that both began with; -1 for a new one.
Placed = list[tuple[int, Block]]


def _mine(placed: Placed, by_them: set[int]) -> list[int]:
    return [number for number, (at, _one) in enumerate(placed) if at not in by_them]


def _rearrange(placed: Placed, by_them: set[int], writer: Writer) -> None:
    free = _mine(placed, by_them)
    if free:
        one = placed.pop(writer.random.choice(free))
        placed.insert(writer.random.randint(0, len(placed)), one)


def _part(placed: Placed, by_them: set[int], writer: Writer) -> None:
    free = [at for at in _mine(placed, by_them) if _is_long(placed[at][1])]
    if free:
        at = writer.random.choice(free)
        origin, one = placed[at]
        cut = writer.random.randint(1, len(one.parts) - 1)
        placed[at : at + 1] = [
            (origin, Block("p", one.parts[:cut])),
            (-1, Block("p", one.parts[cut:])),
        ]


def _is_long(one: Block) -> bool:
    return one.tag == "p" and len(one.parts) > 1


def _leave_out(placed: Placed, by_them: set[int], writer: Writer) -> None:
    free = _mine(placed, by_them)
    if free:
        placed.pop(writer.random.choice(free))


def _put_in(placed: Placed, by_them: set[int], writer: Writer) -> None:
    made = Block("p", [writer.own() for _ in range(5)])
    placed.insert(writer.random.randint(0, len(placed)), (-1, made))


ARRANGING = [_rearrange, _part, _leave_out, _put_in]
