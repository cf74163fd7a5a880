"""What a machine finds in shared content: the checks of pages, and the commune's own name.

Of the words beside the content, and the names of its files, what is personal.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.quality import Finding
from communesplone.core.quality import findings
from communesplone.core.quality import Piece
from communesplone.core.quality import Subject
from communesplone.core.quality.reading import subject_of_type
from communesplone.core.sections.html import plain
from dataclasses import replace
from functools import lru_cache
from plone.app.textfield.value import RichTextValue
from typing import Any
import re


OWN_NAME = "own_name"
#: What people write beside the content, and where it stands.
BESIDE = {
    "note": _("It stands in the word to those who adopt it."),
    "change": _("It stands in the word on what has changed."),
}
OF_FILES = _("It stands in the name or the words of a picture or file that comes along.")


def subject(envelope: Mapping[str, Any]) -> Subject:
    """Return the content of an envelope as checks see it.

    :raises KeyError: the site has no such type.
    """
    fields = {name: _typed(data) for name, data in envelope["fields"].items()}
    return subject_of_type(envelope["type"], envelope["language"], fields)


def _typed(data: Any) -> Any:
    if isinstance(data, Mapping) and isinstance(data.get("html"), str):
        return RichTextValue(data["html"], "text/html", "text/html")
    if isinstance(data, Mapping) and "date" in data:
        return data["date"]
    if isinstance(data, Mapping) and "file" in data:
        return data.get("name", "")
    return data


def found_in(envelope: Mapping[str, Any]) -> list[Finding]:
    """Return what a machine finds in an envelope: what must not leave first, then the name of
    the commune, then what could be better."""
    about = subject(envelope)
    names = own_names(about, str(envelope["issuer"].get("name", "")))
    # Of what stays at home, such as the date of review, nobody else needs to hear
    rest = [one for one in findings(about) if one.way.partition(".")[0] in envelope["fields"]]
    personal = [one for one in rest if one.personal]
    beside = [*_found_beside(envelope)]
    return [*personal, *beside, *names, *(one for one in rest if not one.personal)]


def _found_beside(envelope: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield what is personal in the words beside the content, and where it stands."""
    pieces = tuple(Piece(way, "line", value) for way, value in _beside(envelope) if value)
    for one in findings(Subject(language=envelope["language"], pieces=pieces)):
        if one.personal:
            yield replace(one, why=BESIDE.get(one.way, OF_FILES), mends=())


def _beside(envelope: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield way and words of what stands beside the content, and of the names of files."""
    for name in BESIDE:
        yield name, str(envelope.get(name) or "")
    for one in envelope.get("references", ()):
        for name in ("title", "alt", "name"):
            yield f"references.{one.get('key')}.{name}", str(one.get(name) or "")
    for name, data in envelope["fields"].items():
        if isinstance(data, Mapping) and "file" in data:
            yield f"files.{name}", str(data.get("name") or "")


def own_names(about: Subject, name: str) -> Iterable[Finding]:
    """Return where the name of a commune still stands in a text that is for all."""
    if not name.strip():
        return []
    said = []
    for piece in about.pieces:
        if piece.kind == "address":
            continue
        text = plain(piece.value) if piece.kind == "html" else piece.value
        for at, match in enumerate(_pattern(name).finditer(text)):
            said.append(
                Finding(
                    OWN_NAME,
                    piece.way,
                    _("“${name}” stands in the text for all", mapping={"name": name}),
                    _("Every commune that takes the text would have to change it."),
                    at,
                    text[max(0, match.start() - 40) : match.end() + 40].strip(),
                )
            )
    return said


def stops(found: Iterable[Finding]) -> list[Finding]:
    """Return the findings with which nothing leaves: personal data, what the law asks for."""
    return [one for one in found if one.personal or one.severity == "law"]


@lru_cache(maxsize=200)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])", re.IGNORECASE)
