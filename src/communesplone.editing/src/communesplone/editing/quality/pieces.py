"""What the mends of several checks share."""

from communesplone.core import _
from communesplone.core.quality import Finding
from communesplone.core.quality import NothingToMend
from communesplone.core.quality import Piece
from communesplone.core.quality import Subject
from communesplone.editing.quality.markup import elements
from communesplone.editing.quality.markup import parse
from lxml.html import HtmlElement


CHANGED = _("This has changed meanwhile. Look at the page again.")


def piece_of(subject: Subject, finding: Finding) -> Piece:
    """Return the piece that a finding is about.

    :raises NothingToMend: when the page no longer has it.
    """
    piece = subject.piece(finding.way)
    if piece is None:
        raise NothingToMend(CHANGED)
    return piece


def element_of(piece: Piece, finding: Finding, *tags: str) -> tuple[HtmlElement, HtmlElement]:
    """Return the tree of a piece, and its element with one of these tags that a finding counts.

    :raises NothingToMend: when the piece no longer has it.
    """
    tree = parse(piece.value)
    found = elements(tree, *tags)
    if finding.at >= len(found):
        raise NothingToMend(CHANGED)
    return tree, found[finding.at]
