"""PDF files that are pictures of paper: no word in them can be found or read aloud."""

from collections.abc import Iterator
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.quality import Check
from communesplone.core.quality import Finding
from communesplone.core.quality import NothingToMend
from communesplone.core.quality import Subject
from typing import Any


NAME = "wordless"


def find(subject: Subject) -> Iterator[Finding]:
    """Find the files that a job found to hold no text."""
    for name in sorted(subject.known.wordless):
        yield Finding(
            NAME,
            name,
            _("This PDF is a picture of a paper"),
            _(
                "The search finds no word of it and nobody can hear it. Export it again from the "
                "program it was written with, or scan it with text recognition."
            ),
            excerpt=str(subject.facts.get(name) or ""),
        )


def mend(subject: Subject, finding: Finding, name: str, answer: str) -> Mapping[str, Any]:
    """Refuse: the words of a paper come from its author.

    :raises NothingToMend: always.
    """
    raise NothingToMend(_("Replace the file in the form of the page."))


CHECK = Check(
    title=_("PDF files without text"),
    several=_("${count} PDF files without text"),
    why=_("The search finds no word of them and nobody can hear them"),
    order=60,
    find=find,
    mend=mend,
)
