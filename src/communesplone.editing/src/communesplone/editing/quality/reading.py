"""Reading ease in French: sentences that are too long, named one by one."""

from collections.abc import Iterator
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.quality import Check
from communesplone.core.quality import Finding
from communesplone.core.quality import Mend
from communesplone.core.quality import NothingToMend
from communesplone.core.quality import Piece
from communesplone.core.quality import Subject
from communesplone.editing.quality.french import long_sentences
from communesplone.editing.quality.french import words_of
from communesplone.editing.quality.markup import blocks
from communesplone.editing.quality.markup import parse
from communesplone.editing.quality.markup import runs
from communesplone.editing.quality.markup import shortened
from communesplone.editing.quality.markup import SPACE
from communesplone.editing.quality.markup import words
from communesplone.editing.quality.markup import write
from communesplone.editing.quality.pieces import CHANGED
from communesplone.editing.quality.pieces import piece_of
from lxml.html import HtmlElement
from typing import Any
import re


NAME = "reading"
#: More of one text would be a lecture.
MOST = 5
CUT = re.compile(r"(?:\s*;\s+|,\s+(?=(?:mais|car|donc|ainsi|toutefois|cependant|en outre)\b))")


def find(subject: Subject) -> Iterator[Finding]:
    """Find the sentences of a French page that should be cut."""
    if subject.language != "fr":
        return
    for piece in subject.of("html", "text", "line"):
        for at, (_block, sentence) in enumerate(_long(piece)[:MOST]):
            yield Finding(
                NAME,
                piece.way,
                _("A sentence of ${count} words", mapping={"count": len(words_of(sentence))}),
                _("Most readers lose the thread after thirty. Cut it in two."),
                at,
                shortened(sentence),
                mends=(
                    Mend(
                        "rewrite",
                        _("Replace"),
                        asks=_("The same in shorter sentences"),
                        proposal=cut(sentence),
                    ),
                ),
            )


def _long(piece: Piece) -> list[tuple[HtmlElement | None, str]]:
    if piece.kind != "html":
        lines = (line for line in piece.value.splitlines() if line.strip())
        return [(None, one) for line in lines for one in long_sentences(SPACE.sub(" ", line))]
    return [
        (block, sentence)
        for block in blocks(parse(piece.value))
        for sentence in long_sentences(words(block))
    ]


def cut(sentence: str) -> str:
    """Return a sentence cut at its semicolons and conjunctions: the same words, to look at."""
    parts = CUT.split(sentence)
    return ". ".join(part[:1].upper() + part[1:] for part in parts if part)


def mend(subject: Subject, finding: Finding, name: str, answer: str) -> Mapping[str, Any]:
    """Replace a sentence by what the person wrote."""
    piece = piece_of(subject, finding)
    found = _long(piece)
    text = SPACE.sub(" ", answer).strip()
    if finding.at >= len(found):
        raise NothingToMend(CHANGED)
    block, sentence = found[finding.at]
    if not text or text == sentence:
        raise NothingToMend(_("Write the sentence anew, in shorter ones."))
    if block is None:
        loose = re.compile(r"\s+".join(map(re.escape, sentence.split())))
        return {piece.way: loose.sub(lambda _found: text, piece.value, count=1)}
    _replace(block, sentence, text)
    return {piece.way: write(_root(block))}


def _replace(block: HtmlElement, sentence: str, text: str) -> None:
    """Replace a sentence in the one run of text that holds it.

    :raises NothingToMend: where links or bold words stand in it: those would be lost.
    """
    loose = re.compile(r"\s+".join(map(re.escape, sentence.split())))
    for element, place, run in runs(block):
        if (place == "text" or element is not block) and loose.search(run):
            setattr(element, place, loose.sub(lambda _found: text, run, count=1))
            return
    raise NothingToMend(
        _("There are links or bold words in this sentence: change it in the text itself.")
    )


def _root(element: HtmlElement) -> HtmlElement:
    return next(iter(list(element.iterancestors())[-1:]), element)


CHECK = Check(
    title=_("Long sentences"),
    several=_("${count} sentences that are too long"),
    why=_("Most readers lose the thread after thirty words"),
    order=70,
    find=find,
    mend=mend,
)
