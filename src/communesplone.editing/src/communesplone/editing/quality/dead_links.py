"""Links that lead nowhere: what the site knows of each address is looked up, never asked here."""

from collections.abc import Iterator
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.behaviors.contact_point import is_web_address
from communesplone.core.quality import Check
from communesplone.core.quality import Finding
from communesplone.core.quality import Mend
from communesplone.core.quality import NothingToMend
from communesplone.core.quality import Piece
from communesplone.core.quality import Subject
from communesplone.editing.quality.markup import elements
from communesplone.editing.quality.markup import parse
from communesplone.editing.quality.markup import shortened
from communesplone.editing.quality.markup import words
from communesplone.editing.quality.markup import write
from communesplone.editing.quality.pieces import element_of
from communesplone.editing.quality.pieces import piece_of
from typing import Any
from zope.i18nmessageid import Message
from zope.schema import ValidationError
import re


NAME = "dead_links"
REASONS: dict[str, Message] = {
    "gone": _("The page it leads to is no longer on the site."),
    "hidden": _("The page it leads to is not online: citizens read “not found”."),
    "unreachable": _("It did not answer on three different days."),
}
UNLINK = Mend("unlink", _("Take the link out"))
REPLACE = Mend("replace", _("Replace"), asks=_("Where it should lead"), proposal="https://")
INSIDE = re.compile(r"/(?!/)\S*|(?:\.\./)*resolveuid/[\w-]+\S*|#[\w-]+")


def addresses(piece: Piece) -> list[str]:
    """Return where the links of a piece lead, in their order; an empty text for no address."""
    if piece.kind == "address":
        return [piece.value]
    if piece.kind != "html":
        return []
    return [(one.get("href") or "").strip() for one in elements(parse(piece.value), "a")]


def find(subject: Subject) -> Iterator[Finding]:
    """Find the links that the site knows to be dead."""
    broken = subject.known.broken
    if not broken:
        return
    for piece in subject.of("html", "address"):
        for at, address in enumerate(addresses(piece)):
            if address in broken:
                yield _finding(piece, at, address, broken[address])


def _finding(piece: Piece, at: int, address: str, reason: str) -> Finding:
    inside = piece.kind == "html"
    text = words(elements(parse(piece.value), "a")[at]) if inside else address
    return Finding(
        NAME,
        piece.way,
        _(
            "“${words}” leads nowhere any more",
            mapping={"words": shortened(text or address, 60)},
        ),
        REASONS[reason],
        at,
        shortened(address),
        mends=(UNLINK, REPLACE) if inside else (REPLACE,),
        url=address if reason == "unreachable" else "",
    )


def mend(subject: Subject, finding: Finding, name: str, answer: str) -> Mapping[str, Any]:
    """Take a link out, its words staying, or lead it elsewhere."""
    piece = piece_of(subject, finding)
    address = answer.strip()
    if name == "replace" and not _may_lead(address):
        raise NothingToMend(
            _("Write a complete address, such as https://www.example.be, or a path of this site.")
        )
    if piece.kind == "address":
        return {piece.way: address}
    tree, link = element_of(piece, finding, "a")
    if name == "unlink":
        link.drop_tag()
    else:
        link.set("href", address)
    return {piece.way: write(tree)}


def _may_lead(address: str) -> bool:
    if INSIDE.fullmatch(address):
        return True
    try:
        return is_web_address(address)
    except ValidationError:
        return False


CHECK = Check(
    title=_("Links that lead nowhere"),
    several=_("${count} links that lead nowhere any more"),
    why=_("Checked several times before being said"),
    order=16,
    find=find,
    mend=mend,
)
