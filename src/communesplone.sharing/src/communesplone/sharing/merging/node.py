"""A value as merging sees it: leaves that change as a whole, and boxes of such parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Any
from typing import Literal
import json
import re


#: Leaves: a plain value, the inline content of a paragraph, markup that is kept as it is.
#: Boxes: named fields, rows of a list, HTML, lines of plain text, an element with parts.
#: "raw" is a value that is read once the three sides of it are known.
Form = Literal["raw", "value", "html", "atom", "fields", "rows", "text", "lines", "element"]
BOXES = frozenset({"fields", "rows", "text", "lines", "element"})
EMPTY = (None, "", [], (), {})
WORDS = re.compile(r"[^\W_]+(?:[.,:]\d+)*")
TAGS = re.compile(r"</?[A-Za-z][^<>]*>")
SOURCES = re.compile(r'\ssrc="([^"]*)"')
FAMILIES = {
    **dict.fromkeys(("p", "h1", "h2", "h3", "h4", "h5", "h6", "div", "address", ""), "paragraph"),
    **dict.fromkeys(("ul", "ol"), "list"),
    **dict.fromkeys(("td", "th"), "cell"),
}
Attributes = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Node:
    """A part of a value. `name` is what it is found by on the other sides, where it has one."""

    form: Form
    content: Any = None
    tag: str = ""
    attributes: Attributes = ()
    children: tuple["Node", ...] = ()
    name: str = ""

    @cached_property
    def key(self) -> str:
        """What tells it from any other; spaces that no reader sees do not count."""
        if self.form in ("raw", "value"):
            return comparable(self.content)
        if self.form == "html":
            return f"{self.frame} {' '.join(self.content.split())}"
        if self.form == "atom":
            return f"atom {self.content}"
        inside = [(child.name, child.key) for child in self.children]
        if self.form == "fields":
            inside = sorted(one for one in inside if one[1])
        return json.dumps([self.form, self.frame, inside])

    @cached_property
    def words(self) -> tuple[str, ...]:
        """What a person reads in it, word by word."""
        if self.form in BOXES:
            return tuple(word for child in self.children for word in child.words)
        return words_of(self.content)

    @property
    def frame(self) -> tuple[str, Attributes]:
        """Return what stands around its content."""
        return self.tag, self.attributes

    @property
    def family(self) -> str:
        """Return what may have become of it and still be it: a paragraph, a heading."""
        if self.form in ("raw", "value"):
            return "value"
        return FAMILIES.get(self.tag, self.tag) if self.form in ("html", "element") else self.form


def key_of(node: Node | None) -> str:
    """Return the key of a part, that of nothing for one that is not there."""
    return "" if node is None else node.key


def comparable(value: Any) -> str:
    """Return a text that is the same for two values a person cannot tell apart."""
    if value in EMPTY:
        return ""
    if isinstance(value, Mapping):
        value = {name: comparable(one) for name, one in value.items() if one not in EMPTY}
    elif isinstance(value, list | tuple):
        value = [comparable(one) for one in value]
    elif isinstance(value, str):
        value = " ".join(value.split()) if "\n" not in value else value.replace("\r\n", "\n")
    return json.dumps(value, sort_keys=True, default=str)


def words_of(value: Any) -> tuple[str, ...]:
    """Return the words in any value; a picture counts by its address."""
    if isinstance(value, Mapping):
        return tuple(word for one in value.values() for word in words_of(one))
    if isinstance(value, list | tuple):
        return tuple(word for one in value for word in words_of(one))
    if value is None or isinstance(value, bool):
        return ()
    text = str(value)
    return (*WORDS.findall(unescape(TAGS.sub(" ", text))), *SOURCES.findall(text))
