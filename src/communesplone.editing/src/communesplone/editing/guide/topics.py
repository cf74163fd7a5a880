"""The topics of the guide: the files of docs/webmaster, the same that are read on the web.

`fr` and `pictures` beside this module are links to docs/webmaster and docs/images/guide; a wheel
has their files. So a new file there is a new topic here, and each text is written once.

A topic may say on its first line which types and views it helps with:

    <!-- aide: Procedure, @@where-used -->
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
import re


HOME = Path(__file__).parent
TEXTS, PICTURES = HOME / "fr", HOME / "pictures"
#: The file with the contents, and the one with the words.
CONTENTS, GLOSSARY = "README", "glossaire"
NAME = re.compile(r"[a-z0-9-]+|README")
PICTURE = re.compile(r"[a-z0-9-]+\.png")
_HELPS = re.compile(r"\A<!-- aide: (.*?) -->\n")
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_MARKS = re.compile(r"[*`]|!\[[^\]]*\]\([^)]*\)")


@dataclass(frozen=True)
class Topic:
    """One file: `text` is its Markdown, `helps` the types and views it is for."""

    name: str
    title: str
    text: str
    helps: frozenset[str]

    @property
    def summary(self) -> str:
        """The first paragraph, without marks."""
        body = self.text.partition("\n\n")[2]
        first = next((part for part in body.split("\n\n") if part and part[0] not in "#|!-"), "")
        return plain(" ".join(first.split()))


def plain(text: str) -> str:
    """Return Markdown in a line without its marks.

    >>> plain("Voir **[Alertes](alertes.md)**, `@@x`")
    'Voir Alertes, @@x'
    """
    return _MARKS.sub("", _LINK.sub(r"\1", text))


def topics() -> dict[str, Topic]:
    """Return every topic by name, in the order of titles; a file is read again when it changes."""
    files = sorted(path for path in TEXTS.glob("*.md") if NAME.fullmatch(path.stem))
    return _read(tuple((path, path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=1)
def _read(files: tuple[tuple[Path, int], ...]) -> dict[str, Topic]:
    found = [_topic(path) for path, _changed in files]
    return {topic.name: topic for topic in sorted(found, key=lambda one: one.title.lower())}


def _topic(path: Path) -> Topic:
    text = path.read_text(encoding="utf-8")
    said = _HELPS.match(text)
    helps = frozenset(part.strip() for part in said[1].split(",")) if said else frozenset()
    text = text[said.end() :] if said else text
    title = _TITLE.search(text)
    return Topic(path.stem, plain(title[1]) if title else path.stem, text, helps)


#: Views of the site itself that show or change its home.
OF_THE_HOME = frozenset({"", "edit", "how-to"})


def topic_for(portal_type: str, view: str) -> Topic | None:
    """Return the topic that helps with a view, else with items of a type; None for none.

    The site itself has pages of settings: what helps with its home helps with none of them.
    """
    settings = portal_type == "Plone Site" and view not in OF_THE_HOME
    wanted = (f"@@{view.removeprefix('@@')}", "" if settings else portal_type)
    return next(
        (topic for name in wanted for topic in topics().values() if name in topic.helps), None
    )
