"""Content that stands in two places: long paragraphs that are the same, word for word."""

from collections.abc import Iterator
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.quality import Check
from communesplone.core.quality import Finding
from communesplone.core.quality import NothingToMend
from communesplone.core.quality import Piece
from communesplone.core.quality import Subject
from communesplone.editing.quality.markup import blocks
from communesplone.editing.quality.markup import parse
from communesplone.editing.quality.markup import shortened
from communesplone.editing.quality.markup import words
from hashlib import blake2b
from typing import Any
import re


NAME = "twins"
#: Shorter paragraphs are often the same, and rightly.
SHORTEST = 25
MOST = 200
LETTERS = re.compile(r"\w+")


def digest(paragraph: str) -> str | None:
    """Return what two paragraphs of the same words share; None for a short one."""
    found = LETTERS.findall(paragraph.casefold())
    if len(found) < SHORTEST:
        return None
    return blake2b(" ".join(found).encode("utf-8", "replace"), digest_size=8).hexdigest()


def digests(subject: Subject) -> list[str]:
    """Return the digests of the long paragraphs of a page."""
    found = (one for piece in subject.of("html") for _text, one in _paragraphs(piece))
    return list(dict.fromkeys(found))[:MOST]


def _paragraphs(piece: Piece) -> Iterator[tuple[str, str]]:
    for block in blocks(parse(piece.value)):
        text = words(block)
        if (found := digest(text)) is not None:
            yield text, found


def find(subject: Subject) -> Iterator[Finding]:
    """Find the paragraphs that another page of the site has too."""
    twins = subject.known.twins
    if not twins:
        return
    for piece in subject.of("html"):
        for at, (text, found) in enumerate(_paragraphs(piece)):
            if found in twins:
                title, url = twins[found]
                yield Finding(
                    NAME,
                    piece.way,
                    _("The same paragraph stands in “${title}”", mapping={"title": title}),
                    _("When it changes, one of the two will be forgotten. Keep one, link to it."),
                    at,
                    shortened(text),
                    url=url,
                )


def mend(subject: Subject, finding: Finding, name: str, answer: str) -> Mapping[str, Any]:
    """Refuse: which of two texts stays is for a person to say.

    :raises NothingToMend: always.
    """
    raise NothingToMend(_("Choose which page keeps the text, and link to it from the other."))


CHECK = Check(
    title=_("Pages that say the same"),
    several=_("${count} paragraphs that stand in two pages"),
    why=_("When one changes, the other is forgotten"),
    order=80,
    find=find,
    mend=mend,
)
