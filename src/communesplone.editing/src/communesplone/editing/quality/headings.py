"""Headings: levels that are skipped, headings without words, bold text in their place."""

from collections.abc import Iterator
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.quality import Check
from communesplone.core.quality import Finding
from communesplone.core.quality import Mend
from communesplone.core.quality import Piece
from communesplone.core.quality import Subject
from communesplone.editing.quality.markup import elements
from communesplone.editing.quality.markup import parse
from communesplone.editing.quality.markup import shortened
from communesplone.editing.quality.markup import words
from communesplone.editing.quality.markup import write
from communesplone.editing.quality.pieces import element_of
from communesplone.editing.quality.pieces import piece_of
from lxml.html import HtmlElement
from typing import Any


NAME = "headings"
TAGS = ("h1", "h2", "h3", "h4", "h5", "h6", "p")
#: A bold line longer than this is a sentence that somebody wanted to be seen.
LONGEST = 90
SKIPPED = Mend("level", _("Give it the next level"))
EMPTY = Mend("empty", _("Take the empty heading out"))
MAKE = Mend("heading", _("Make it a heading"))


def find(subject: Subject) -> Iterator[Finding]:
    """Find what does not tell the structure of a page to those who hear it."""
    for piece in subject.of("html"):
        above = _top(piece)
        for at, element in enumerate(elements(parse(piece.value), *TAGS)):
            text = words(element)
            if element.tag == "p":
                if _is_fake(element, text):
                    yield _fake(piece, at, text)
                continue
            level = int(element.tag[1])
            if not text and element.find(".//img") is None:
                yield _empty(piece, at)
                continue
            if level > above + 1 or level <= _top(piece):
                yield _skipped(piece, at, text)
                level = max(_top(piece) + 1, min(level, above + 1))
            above = level


def _top(piece: Piece) -> int:
    """Return the level above a text: the title of the page, or that of the section."""
    return 2 if piece.section else 1


def _is_fake(element: HtmlElement, text: str) -> bool:
    """Tell whether a paragraph is a short line, all of it bold, with text after it."""
    if not text or len(text) > LONGEST or text[-1] in ".,;:!?…" or element.getparent().tag == "td":
        return False
    bold = [one for one in element if one.tag in ("strong", "b")]
    if len(bold) != 1 or len(element) != 1 or words(bold[0]) != text:
        return False
    following = element.getnext()
    return following is not None and following.tag in ("p", "ul", "ol", "table")


def _fake(piece: Piece, at: int, text: str) -> Finding:
    return Finding(
        NAME,
        piece.way,
        _("“${words}” looks like a heading and is none", mapping={"words": shortened(text, 60)}),
        _("Who hears the page jumps from heading to heading, and misses it."),
        at,
        shortened(text),
        mends=(MAKE,),
    )


def _empty(piece: Piece, at: int) -> Finding:
    return Finding(
        NAME,
        piece.way,
        _("A heading without words"),
        _("It is read aloud as a heading of nothing."),
        at,
        mends=(EMPTY,),
    )


def _skipped(piece: Piece, at: int, text: str) -> Finding:
    return Finding(
        NAME,
        piece.way,
        _("“${words}” is not at the level that follows", mapping={"words": shortened(text, 60)}),
        _("Headings go down one step at a time, like a table of contents."),
        at,
        shortened(text),
        mends=(SKIPPED,),
    )


def mend(subject: Subject, finding: Finding, name: str, answer: str) -> Mapping[str, Any]:
    """Give a heading its level, make one, or take an empty one out."""
    piece = piece_of(subject, finding)
    tree, element = element_of(piece, finding, *TAGS)
    if name == "empty":
        element.drop_tree()
    elif name == "heading":
        element.tag = f"h{_level_before(piece, tree, element) or _top(piece) + 1}"
        element[0].drop_tag()
    else:
        above = _level_before(piece, tree, element) or _top(piece)
        element.tag = f"h{min(above + 1, 6)}"
    return {piece.way: write(tree)}


def _level_before(piece: Piece, tree: HtmlElement, element: HtmlElement) -> int:
    """Return the level of the heading before an element; 0 where there is none."""
    level = 0
    for one in elements(tree, *TAGS):
        if one is element:
            break
        if one.tag != "p" and words(one):
            level = max(int(one.tag[1]), _top(piece) + 1)
    return level


CHECK = Check(
    title=_("Headings"),
    several=_("${count} headings to put right"),
    why=_("Who hears the page finds the way by them"),
    order=20,
    find=find,
    mend=mend,
)
