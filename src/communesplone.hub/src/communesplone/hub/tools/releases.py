"""Releases and what each changed for a tool, read from the changelog that releases write.

`CHANGES.md` and `news` beside this module are links to those of the repository; a wheel has their
files. `tools/release.py` writes the first from the second, so nothing is noted twice.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
import re


HOME = Path(__file__).parent
CHANGES, NEWS = HOME / "CHANGES.md", HOME / "news"
_RELEASE = re.compile(r"^## (\d+(?:\.\d+)+) \((\d{4}-\d\d-\d\d)\)$", re.MULTILINE)
_KIND = re.compile(r"^### (.+)$", re.MULTILINE)
_NOTE = re.compile(r"^- (.+(?:\n  .+)*)", re.MULTILINE)
_DISTRIBUTION = re.compile(r"communesplone\.[a-z]+")
#: Where a fragment says whose it is: at its end in brackets, or at its beginning.
_WHOSE = re.compile(r"\s*\((communesplone\.[a-z, .]+)\)\s*\Z|\A(communesplone\.[a-z]+): ")
_FRAGMENT = re.compile(r"\+?[^.]+\.(breaking|feature|bugfix)\.md")


@dataclass(frozen=True)
class Note:
    """One thing that changed, in Markdown; `tools` are the distributions that it names."""

    text: str
    tools: frozenset[str]


@dataclass(frozen=True)
class Release:
    """A version, its day, and what it changed; without a day it is the one to come."""

    version: str
    day: date | None
    notes: tuple[Note, ...]

    def of(self, tool: str) -> tuple[Note, ...]:
        """Return what it changed in a tool."""
        return tuple(note for note in self.notes if tool in note.tools)


def releases() -> tuple[Release, ...]:
    """Return the release to come, where there is something for it, then the others, latest first.

    Files are read again when they change.
    """
    fragments = sorted(path for path in NEWS.glob("*.md") if _FRAGMENT.fullmatch(path.name))
    return _read(tuple((path, path.stat().st_mtime_ns) for path in (CHANGES, *fragments)))


def noted(tool: str) -> tuple[Release, ...]:
    """Return the releases that changed a tool, as `releases` has them."""
    return tuple(one for one in releases() if one.of(tool))


@lru_cache(maxsize=1)
def _read(files: tuple[tuple[Path, int], ...]) -> tuple[Release, ...]:
    (changes, _moment), *fragments = files
    coming = tuple(_note(path.read_text(encoding="utf-8")) for path, _changed in fragments)
    found = parse(changes.read_text(encoding="utf-8"))
    return (Release("", None, coming), *found) if coming else found


def parse(text: str) -> tuple[Release, ...]:
    """Return the releases of a changelog as towncrier writes it, in its order.

    >>> one = parse("## 0.1.0 (2026-11-23)\\n\\n### New\\n\\n- Maps. (communesplone.core)\\n")
    >>> one[0].version, one[0].notes[0].text, sorted(one[0].notes[0].tools)
    ('0.1.0', 'Maps.', ['communesplone.core'])
    """
    _head, *pieces = _RELEASE.split(text)
    return tuple(
        Release(version, date.fromisoformat(day), _notes(body))
        for version, day, body in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True)
    )


def _notes(body: str) -> tuple[Note, ...]:
    """Return what stands under every heading but the one for developers."""
    _before, *parts = _KIND.split(body)
    for_people = [
        text
        for kind, text in zip(parts[::2], parts[1::2], strict=True)
        if "developers" not in kind
    ]
    return tuple(_note(one) for text in for_people for one in _NOTE.findall(text))


def _note(text: str) -> Note:
    text = " ".join(text.split())
    return Note(_WHOSE.sub("", text), frozenset(_DISTRIBUTION.findall(text)))
