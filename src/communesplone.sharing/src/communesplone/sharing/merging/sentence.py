"""Two changes of one paragraph, united word by word where they do not overlap.

The package `merge3` does the merging. A word carries what stands around it (a link, bold), so
that what comes out is well formed whatever was changed.
"""

from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence
from communesplone.sharing.merging.markup import CONTROL
from communesplone.sharing.merging.node import Attributes
from difflib import SequenceMatcher
from html import escape
from lxml import html
from lxml.etree import ParserError
from lxml.html import HtmlElement
from merge3 import Merge3
import re


TOKENS = re.compile(r"\s+|[^\W_]+(?:[.,:]\d+)*|[\W_]")
VOIDS = frozenset({"br", "img"})
Around = tuple[tuple[str, Attributes], ...]
DELETED: tuple[str, Attributes] = ("del", ())
INSERTED: tuple[str, Attributes] = ("ins", ())
#: Who wrote a run of a united text, by what merge3 calls them.
WRITERS: dict[str, tuple[str, Attributes]] = {
    "a": ("ins", (("class", "from-them"),)),
    "b": ("ins", (("class", "from-me"),)),
}
#: A word, space or sign; an element without content is its markup, with True.
Token = tuple[str, Around, bool]
#: Beyond these words a paragraph is no paragraph: both texts are shown, none is proposed.
MOST_TOKENS = 4000
#: Nor is one that says one word again and again: so many pairs of it are compared.
MOST_SAME = 40_000


class Matcher(SequenceMatcher):
    """Compares every word, however often it comes."""

    def __init__(self, isjunk: None, a: Sequence[Token], b: Sequence[Token]) -> None:
        super().__init__(isjunk, a, b, autojunk=False)


def unite_html(base: str, theirs: str, mine: str) -> str | None:
    """Return the inline HTML with both changes, None when they touch the same words."""
    united = _united(*([*_tokens(text)] for text in (base, theirs, mine)))
    return None if united is None else "".join(_written(united))


def unite_plain(base: str, theirs: str, mine: str) -> str | None:
    """Return the plain text with both changes, None when they touch the same words."""
    sides = ([(word, (), False) for word in TOKENS.findall(text)] for text in (base, theirs, mine))
    united = _united(*sides)
    return None if united is None else "".join(word for word, _around, _void in united)


def mark_html(before: str, after: str) -> str:
    """Return inline HTML with what went in `<del>` and what came in `<ins>`."""
    return "".join(_written(_marked([*_tokens(before)], [*_tokens(after)])))


def mark_plain(before: str, after: str) -> str:
    """Return two plain texts as HTML with what went in `<del>` and what came in `<ins>`."""
    sides = ([(word, (), False) for word in TOKENS.findall(text)] for text in (before, after))
    return "".join(_written(_marked(*sides)))


def mark_united(base: str, theirs: str, mine: str) -> str | None:
    """Return what `unite_html` returns, in it what each of both wrote: `ins` of a class."""
    sides = [[*_tokens(text)] for text in (base, theirs, mine)]
    if _is_too_much(*sides):
        return None
    found: list[Token] = []
    for name, tokens, *conflict in Merge3(*sides, sequence_matcher=Matcher).merge_groups():
        if conflict:
            return None
        found += _wrapped(tokens, WRITERS[name]) if name in WRITERS else tokens
    return "".join(_written(found))


def _marked(before: list[Token], after: list[Token]) -> list[Token]:
    if _is_too_much(before, after):
        return [*_wrapped(before, DELETED), *_wrapped(after, INSERTED)]
    found: list[Token] = []
    went: list[Token] = []
    came: list[Token] = []
    for name, a, b, c, d in Matcher(None, before, after).get_opcodes():
        is_gap = name == "equal" and b - a == 1 and before[a][0].isspace() and (went or came)
        if name == "equal" and not (is_gap and b < len(before) and d < len(after)):
            found += [*_wrapped(went, DELETED), *_wrapped(came, INSERTED)]
            went, came = [], []
            found += after[c:d]
        else:
            went += before[a:b]
            came += after[c:d]
    return [*found, *_wrapped(went, DELETED), *_wrapped(came, INSERTED)]


def _wrapped(tokens: Sequence[Token], mark: tuple[str, Attributes]) -> list[Token]:
    return [(word, (*around, mark), is_markup) for word, around, is_markup in tokens]


def _united(base: list[Token], theirs: list[Token], mine: list[Token]) -> list[Token] | None:
    if _is_too_much(base, theirs, mine):
        return None
    found: list[Token] = []
    for group in Merge3(base, theirs, mine, sequence_matcher=Matcher).merge_groups():
        if group[0] == "conflict":
            return None
        found += group[1]
    before, after = _count(base), _count(found)
    kept = all(not _count(side) - before - after for side in (theirs, mine))
    return found if kept else None


def _is_too_much(before: list[Token], *others: list[Token]) -> bool:
    """Tell whether comparing would keep a person waiting, whoever wrote such a text."""
    if max(map(len, (before, *others))) > MOST_TOKENS:
        return True
    once = _count(before)
    return any(
        once[word] * many > MOST_SAME for one in others for word, many in _count(one).items()
    )


def _count(tokens: list[Token]) -> Counter[str]:
    return Counter(word for word, _around, _void in tokens if not word.isspace())


def _tokens(text: str) -> Iterator[Token]:
    try:
        tree = html.fragment_fromstring(CONTROL.sub("", text), create_parent="div")
    except ParserError:
        return
    yield from _inside(tree, ())


def _inside(element: HtmlElement, around: Around) -> Iterator[Token]:
    yield from _words(element.text, around)
    for child in element:
        if not isinstance(child.tag, str) or child.tag in VOIDS or not _has_words(child):
            markup = html.tostring(child, with_tail=False, encoding="unicode")
            yield markup, around, True
        else:
            own = (child.tag, tuple(sorted(child.attrib.items())))
            yield from _inside(child, (*around, own))
        yield from _words(child.tail, around)


def _has_words(element: HtmlElement) -> bool:
    return bool("".join(element.itertext())) or element.find(".//*") is not None


def _words(text: str | None, around: Around) -> Iterator[Token]:
    for word in TOKENS.findall(text or ""):
        yield (" " if word.isspace() else word), around, False


def _written(tokens: list[Token]) -> Iterator[str]:
    opened: Around = ()
    for word, around, is_markup in [*tokens, ("", (), False)]:
        common = 0
        while common < min(len(opened), len(around)) and opened[common] == around[common]:
            common += 1
        yield from (f"</{tag}>" for tag, _attributes in reversed(opened[common:]))
        for tag, attributes in around[common:]:
            written = "".join(f' {name}="{escape(value)}"' for name, value in attributes)
            yield f"<{tag}{written}>"
        opened = around
        yield word if is_markup else escape(word, quote=False)
