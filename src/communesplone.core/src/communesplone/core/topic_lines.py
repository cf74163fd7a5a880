"""Themes and audiences as a table: lines of the registry read, changed, and written back."""

from collections.abc import Iterable
from communesplone.core import _
from communesplone.core.interfaces import CommunesError
from communesplone.core.topics import LANGUAGES
from communesplone.core.topics import read_topic
from dataclasses import dataclass
from dataclasses import replace
from plone.i18n.normalizer import baseNormalize
from zope.i18nmessageid import Message
import re


#: Letters of a label; with its four labels and its key a line stays under what the registry takes.
LONGEST = 80
LEFT_OUT = re.compile(r"[^a-z0-9]+")


class NotALabel(CommunesError):
    """A label that cannot be kept; `message` says why."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


@dataclass(frozen=True)
class Topic:
    """One theme or audience; `names` by language. A new one has no key yet."""

    key: str
    names: dict[str, str]

    @property
    def is_empty(self) -> bool:
        return not self.key and not any(name.strip() for name in self.names.values())


def topics_of(lines: Iterable[str]) -> list[Topic]:
    """Return the topics that the registry holds."""
    return [Topic(key, dict(names)) for key, names in map(read_topic, lines)]


def lines_of(topics: Iterable[Topic]) -> list[str]:
    """Return topics as the registry holds them; new ones get their key, for good.

    What has neither key nor label is left out.

    :raises NotALabel: naming the label that cannot be kept.
    """
    made: list[str] = []
    keys: set[str] = {one.key for one in topics if one.key}
    for one in topics:
        if one.is_empty:
            continue
        topic = replace(one, names=_complete(one))
        if not topic.key:
            topic = replace(topic, key=_new_key(next(iter(topic.names.values())), keys))
            keys.add(topic.key)
        names = (topic.names.get(code, "") for code in LANGUAGES)
        made.append(" | ".join([topic.key, *names]))
    return made


def _complete(topic: Topic) -> dict[str, str]:
    """Return the labels, the first of LANGUAGES filled by another where nobody wrote it."""
    names = {code: " ".join(name.split()) for code, name in topic.names.items() if name.strip()}
    if not names:
        raise NotALabel(_("Write a name for “${key}”, or remove it.", mapping={"key": topic.key}))
    for name in names.values():
        if "|" in name or len(name) > LONGEST:
            told = {"name": name[:LONGEST], "most": LONGEST}
            raise NotALabel(_("“${name}”: ${most} letters at most, and no “|”.", mapping=told))
    first = LANGUAGES[0]
    return {first: names.get(first) or next(iter(names.values())), **names}


def _new_key(name: str, taken: set[str]) -> str:
    """Return a key for a label, unlike all others: letters, digits and underscores."""
    plain = LEFT_OUT.sub("_", baseNormalize(name).lower()).strip("_")[:30]
    base = plain if plain[:1].isalpha() else f"t_{plain}".rstrip("_")
    tries = (base, *(f"{base}_{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in tries if one not in taken)
