"""The words of local fields in a preview: marked on their way in, framed on their way out.

A mark is three characters that no text has (Unicode's private use area) around the name of the
field and its value: whatever view shows the text carries it along, escaped or not.
"""

from collections.abc import Mapping
from communesplone.core.sharing.registration import TO_FILL
from html import escape
from typing import Any
from urllib.parse import quote
import re


OPEN, MIDDLE = TO_FILL
CLOSE = "\ue002"
MARK = re.compile(f"{OPEN}([^{OPEN}-{CLOSE}]+){MIDDLE}([^{OPEN}-{CLOSE}]*){CLOSE}")
#: A mark that became part of an address.
QUOTED = quote(OPEN)


def marked(name: str, value: str = "") -> str:
    """Return the words that stand for a field: its value, or nothing yet."""
    return f"{OPEN}{name}{MIDDLE}{value}{CLOSE}"


def marked_in(data: Any, name: str) -> Any:
    """Return an example of a type with marks of a field in its texts."""
    if isinstance(data, str):
        return data.replace(TO_FILL, marked(name))
    if isinstance(data, Mapping):
        return {key: marked_in(one, name) for key, one in data.items()}
    return [marked_in(one, name) for one in data] if isinstance(data, list | tuple) else data


def says_something(data: Any) -> bool:
    """Tell whether an example has words of its own beside the places that are to be filled in."""
    if isinstance(data, Mapping):
        return any(says_something(one) for one in data.values())
    if isinstance(data, list | tuple):
        return any(says_something(one) for one in data)
    return bool(data) and data != TO_FILL


def plain(text: str, words: Mapping[str, str]) -> str:
    """Return a text without marks: values, and in words what is still to be filled in.

    :param words: what is said of an empty field, by name.
    """
    return MARK.sub(lambda found: found[2] or words.get(found[1], ""), text)


def framed(html: str, words: Mapping[str, str]) -> str:
    """Return HTML whose marks are frames around values and around what is to be filled in."""

    def frame(found: re.Match[str]) -> str:
        name, value = found[1], found[2]
        kind = "known" if value else "empty"
        return f'<span class="yours {kind}">{value or escape(words.get(name, ""))}</span>'

    return MARK.sub(frame, html)


def has_mark(address: str) -> bool:
    """Tell whether an address has part of a mark in it."""
    return OPEN in address or QUOTED in address
