"""What checks read and say, as plain data."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from functools import cached_property
from hashlib import blake2b
from typing import Any
from typing import Literal
from zope.i18nmessageid import Message


Severity = Literal["law", "advice"]
Kind = Literal["html", "text", "line", "alternative", "address"]


@dataclass(frozen=True)
class Piece:
    """A value of a page that people read.

    `way` leads to it: "text", "description", "sections.s1ab.questions.2.answer". `section` is
    the number of its section, counted from 1; 0 outside of sections.
    """

    way: str
    kind: Kind
    value: str
    label: Message | str = ""
    section: int = 0


@dataclass(frozen=True)
class Twin:
    """Another page with the same paragraph, or nearly the same.

    `title` and `url` are empty where this person may not see that page: then its `words`, those of
    its paragraph, are not shown either. `online`: citizens can read it. `same`: word for word.
    """

    uid: str
    title: str = ""
    url: str = ""
    words: str = ""
    online: bool = True
    same: bool = True


@dataclass(frozen=True)
class Known:
    """What only the site knows of a page. What is empty is not known: nothing is found by it.

    `broken`: address as it is written in the page, and "gone", "hidden" or "unreachable".
    `twins`: digest of a paragraph, and another page that has it.
    `owner`: UID of the service that answers for the page; None while nobody asked.
    `services`: (UID, title) of those that could. `mail`: address of the owner.
    `mails`: the addresses that the commune publishes as its own.
    `wordless`: names of the fields whose file holds no text.
    """

    broken: Mapping[str, str] = field(default_factory=dict)
    twins: Mapping[str, Twin] = field(default_factory=dict)
    owner: str | None = None
    services: tuple[tuple[str, str], ...] = ()
    mail: str = ""
    mails: frozenset[str] = frozenset()
    wordless: frozenset[str] = frozenset()
    today: date = field(default_factory=date.today)


@dataclass(frozen=True)
class Subject:
    """A page as checks see it.

    `facts` holds the other values by the name of their field: dates, ticks, choices, and the
    names of files. A name that is missing is a field that the page does not have.
    """

    uid: str = ""
    title: str = ""
    portal_type: str = ""
    language: str = "fr"
    pieces: tuple[Piece, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    known: Known = field(default_factory=Known)

    def of(self, *kinds: Kind) -> Iterable[Piece]:
        """Yield the pieces of these kinds, in the order of the page."""
        return (piece for piece in self.pieces if piece.kind in kinds)

    def piece(self, way: str) -> Piece | None:
        """Return the piece at a way."""
        return next((piece for piece in self.pieces if piece.way == way), None)

    def knowing(self, known: Known) -> "Subject":
        """Return the same page with what the site knows of it."""
        return replace(self, known=known)


@dataclass(frozen=True)
class Mend:
    """A way to make it better, one button.

    `asks` is the label of a field that the person fills in first, `proposal` what stands in it;
    `choices` are (value, words) to choose from instead.
    """

    name: str
    label: Message
    asks: Message | None = None
    proposal: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Finding:
    """A problem at one place.

    `at` tells it from others in the same piece, in the order of reading. `excerpt` is what a
    person recognises. "law" holds publication back, "advice" never does; what is `personal` must
    not leave the house. `url` leads to what else has to be seen. `about` tells it from another
    with the same excerpt, and is shown to nobody. `unless` is what a person may say by which it is
    nothing of the law: "This is not a national number"; without it, the law cannot be answered.
    """

    check: str
    way: str
    title: Message
    why: Message
    at: int = 0
    excerpt: str = ""
    severity: Severity = "advice"
    mends: tuple[Mend, ...] = ()
    personal: bool = False
    url: str = ""
    about: str = ""
    unless: Message | None = None

    @cached_property
    def mark(self) -> str:
        """What stays the same while the text around it changes."""
        name = self.way.rpartition(".")[2]
        parts = (self.check, name, self.title, self.excerpt)
        text = "\n".join((*parts, self.about) if self.about else parts)
        return blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()

    @property
    def key(self) -> str:
        """What tells it from every other problem of the page."""
        place = blake2b(self.way.encode("utf-8", "replace"), digest_size=4).hexdigest()
        return f"{self.mark}-{place}-{self.at}"


@dataclass(frozen=True)
class Check:
    """A check made of two functions; see IQualityCheck."""

    title: Message
    several: Message
    why: Message
    order: int
    find: Callable[[Subject], Iterable[Finding]]
    mend: Callable[[Subject, Finding, str, str], Mapping[str, Any]]

    def findings(self, subject: Subject) -> Iterable[Finding]:
        return self.find(subject)

    def mended(self, subject: Subject, finding: Finding, mend: str, answer: str) -> Mapping:
        return self.mend(subject, finding, mend, answer)
