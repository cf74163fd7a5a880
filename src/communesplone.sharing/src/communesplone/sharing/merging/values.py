"""Any value of a field as parts, and written back."""

from collections.abc import Mapping
from communesplone.sharing.merging.markup import LOOKS_LIKE_HTML
from communesplone.sharing.merging.markup import read_html
from communesplone.sharing.merging.markup import write_html
from communesplone.sharing.merging.node import EMPTY
from communesplone.sharing.merging.node import Form
from communesplone.sharing.merging.node import Node
from typing import Any


#: Data that stand for one value: a file, a day, a moment, an amount.
FILE = frozenset({"file", "name", "type"})
SINGLE = frozenset({"date", "moment", "decimal"})


def is_single(value: Any) -> bool:
    """Tell whether a mapping stands for one value, of which no half makes sense."""
    names = frozenset(value) if isinstance(value, Mapping) else frozenset()
    return names == FILE or (len(names) == 1 and names <= SINGLE)


def form_of(values: list[Any]) -> Form:
    """Return how values of one field are read: all of them in the same way."""
    there = [value for value in values if value not in EMPTY]
    if any(is_single(value) for value in there):
        return "value"
    if there and all(isinstance(value, Mapping) for value in there):
        return "fields"
    if there and all(isinstance(value, list | tuple) for value in there):
        return "rows"
    if there and all(isinstance(value, str) for value in there):
        if any(LOOKS_LIKE_HTML.search(value) for value in there):
            return "text"
        return "lines" if any("\n" in value for value in there) else "value"
    return "value"


def read(*nodes: Node | None) -> list[Node | None]:
    """Return the sides of one raw part, read in the same way; what is empty is not there."""
    form = form_of([node.content for node in nodes if node is not None])
    return [
        None if node is None or node.content in EMPTY else _read(form, node.content, node.name)
        for node in nodes
    ]


def write(node: Node | None) -> Any:
    """Return the value of a part, None for one that is not there."""
    if node is None:
        return None
    if node.form in ("raw", "value"):
        return node.content
    if node.form == "fields":
        return {child.name: write(child) for child in node.children}
    if node.form == "rows":
        return [write(child) for child in node.children]
    if node.form == "lines":
        return "\n".join(child.content for child in node.children)
    return write_html(node)


def _read(form: Form, value: Any, name: str) -> Node:
    if form == "fields":
        children = tuple(Node("raw", one, name=str(key)) for key, one in value.items())
    elif form == "rows":
        children = _rows(value)
    elif form == "lines":
        lines = value.replace("\r\n", "\n").split("\n")
        children = tuple(Node("value", line) for line in lines)
    elif form == "text":
        children = read_html(value).children
    else:
        return Node("value", value, name=name)
    return Node(form, children=children, name=name)


def _rows(values: list[Any]) -> tuple[Node, ...]:
    """Rows that have an id, each its own, are known by it: so are the sections of a page."""
    ids = [str(one.get("id") or "") if isinstance(one, Mapping) else "" for one in values]
    names = ids if all(ids) and len(set(ids)) == len(ids) else [""] * len(ids)
    return tuple(Node("raw", one, name=name) for one, name in zip(values, names, strict=True))
