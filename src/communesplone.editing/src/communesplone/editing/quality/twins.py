"""Content that stands in two places: long paragraphs that are the same, or nearly."""

from collections.abc import Iterator
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.quality import Check
from communesplone.core.quality import Finding
from communesplone.core.quality import Mend
from communesplone.core.quality import NothingToMend
from communesplone.core.quality import Subject
from communesplone.core.quality import Twin
from communesplone.editing.quality.likeness import differing
from communesplone.editing.quality.likeness import digest
from communesplone.editing.quality.likeness import keys
from communesplone.editing.quality.markup import blocks
from communesplone.editing.quality.markup import parse
from communesplone.editing.quality.markup import shortened
from communesplone.editing.quality.markup import words
from communesplone.editing.quality.markup import write
from communesplone.editing.quality.pieces import CHANGED
from communesplone.editing.quality.pieces import piece_of
from lxml.html import HtmlElement
from typing import Any
from urllib.parse import quote


NAME = "twins"
#: Paragraphs of a page that are compared, word for word and by likeness.
MOST, MOST_LIKE = 200, 60
#: Blocks that can be taken out whole; what is around the others would be broken.
WHOLE = frozenset({"p", "li", "blockquote", "div", "pre"})
#: What is no word: a mend would lose it without saying so.
SHOWN = ("img", "iframe", "video", "audio", "object")
#: Words by which a browser finds the paragraph in the other page.
FOUND_BY = 6


def paragraphs(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str, str]]:
    """Yield the long paragraphs as (element, words, digest), in the order of reading."""
    for block in blocks(tree):
        text = words(block)
        if (found := digest(text)) is not None:
            yield block, text, found


def texts(subject: Subject) -> dict[str, str]:
    """Return the words of the long paragraphs of a page by their digest, each once."""
    found: dict[str, str] = {}
    for piece in subject.of("html"):
        for _block, text, name in paragraphs(parse(piece.value)):
            found.setdefault(name, text)
            if len(found) >= MOST:
                return found
    return found


def index(subject: Subject) -> frozenset[str]:
    """Return by what other pages find the paragraphs of this one."""
    found = texts(subject)
    like = (key for text in list(found.values())[:MOST_LIKE] for key in keys(text))
    return frozenset(found) | frozenset(like)


def find(subject: Subject) -> Iterator[Finding]:
    """Find the paragraphs that another page of the site has too."""
    twins = subject.known.twins
    if not twins:
        return
    for piece in subject.of("html"):
        tree = parse(piece.value)
        others = words(tree)
        for at, (block, text, name) in enumerate(paragraphs(tree)):
            if (twin := twins.get(name)) is not None:
                yield Finding(
                    NAME,
                    piece.way,
                    _("The same paragraph stands in another page")
                    if twin.same
                    else _("Nearly the same paragraph stands in another page"),
                    _why(twin, text),
                    at,
                    shortened(text),
                    mends=tuple(_mends(twin, block, text == others)),
                    url=_place(twin),
                )


def _why(twin: Twin, text: str) -> Any:
    """Return where the paragraph stands too, and in what it differs there."""
    if not twin.title:
        return _("It is a page that you may not see. Ask whoever looks after the site.")
    here, there = differing(text, twin.words) if not twin.same else ("", "")
    if here and there:
        told = {"title": twin.title, "here": shortened(here), "there": shortened(there)}
        return _("“${title}” says “${there}” where this page says “${here}”.", mapping=told)
    told = {"title": twin.title}
    return _("“${title}” says it too. When one changes, the other is forgotten.", mapping=told)


def _place(twin: Twin) -> str:
    """Return the address of the other page, at the paragraph in browsers that can do that."""
    if not twin.url:
        return ""
    first = quote(" ".join(twin.words.split()[:FOUND_BY]), safe="").replace("-", "%2D")
    return f"{twin.url}#:~:text={first}" if first else twin.url


def _mends(twin: Twin, block: HtmlElement, alone: bool) -> Iterator[Mend]:
    """Yield ways to keep the text in the other page only, where citizens can read it there."""
    if not twin.title or not twin.online or next(block.iter(*SHOWN), None) is not None:
        return
    yield Mend("link", _("Link to “${title}” instead", mapping={"title": twin.title}))
    if block.tag in WHOLE and not alone:
        yield Mend("remove", _("Take this paragraph out"))


def mend(subject: Subject, finding: Finding, name: str, answer: str) -> Mapping[str, Any]:
    """Put a link in the place of a paragraph, or take it out: it stays in the other page.

    :raises NothingToMend: when the page no longer has it, or the other page has not.
    """
    piece = piece_of(subject, finding)
    tree = parse(piece.value)
    found = list(paragraphs(tree))
    if finding.at >= len(found):
        raise NothingToMend(CHANGED)
    block, _text, of = found[finding.at]
    twin = subject.known.twins.get(of)
    if twin is None:
        raise NothingToMend(CHANGED)
    if name == "remove":
        _take_out(block)
    else:
        _link(block, twin)
    return {piece.way: write(tree)}


def _take_out(block: HtmlElement) -> None:
    """Remove a block, and the lists that it leaves empty; what follows stays."""
    parent = block.getparent()
    block.drop_tree()
    if parent.tag in ("ul", "ol") and not len(parent) and parent.getparent() is not None:
        parent.drop_tree()


def _link(block: HtmlElement, twin: Twin) -> None:
    for child in list(block):
        block.remove(child)
    block.text = None
    link = block.makeelement("a", {"href": f"resolveuid/{twin.uid}"})
    link.text = twin.title
    block.append(link)


CHECK = Check(
    title=_("Pages that say the same"),
    several=_("${count} paragraphs that stand in two pages"),
    why=_("When one changes, the other is forgotten"),
    order=80,
    find=find,
    mend=mend,
)
