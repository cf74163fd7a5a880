"""HTML as parts: paragraphs, lists by item, tables by row and cell; and written back."""

from collections.abc import Iterable
from collections.abc import Iterator
from communesplone.sharing.merging.node import Node
from html import escape
from lxml import html
from lxml.etree import ParserError
from lxml.html import HtmlElement
import re


CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LOOKS_LIKE_HTML = re.compile(
    r"<(?:p|br|h\d|ul|ol|table|div|blockquote|strong|em|a|img)\b[^>]*>", re.IGNORECASE
)
NAMES = (
    "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr td th "
    "blockquote div pre figure figcaption hr section article header footer aside nav main "
    "address details summary form fieldset iframe"
)
BLOCKS = frozenset(NAMES.split())
#: Kept as they are: a change of one is a change of the whole.
ATOMS = frozenset({"pre", "hr", "colgroup", "col", "iframe", "form"})
#: An element of these holds parts even when it is empty.
CONTAINERS = frozenset(["ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr"])


def read_html(text: str) -> Node:
    """Return the parts of a piece of HTML; whatever the text, there is a box of them."""
    try:
        tree = html.fragment_fromstring(CONTROL.sub("", text), create_parent="div")
    except ParserError:
        return Node("text")
    return Node("text", children=tuple(_parts(tree)))


def write_html(node: Node) -> str:
    """Return a part as HTML."""
    if node.form == "atom":
        return node.content
    inner = node.content if node.form == "html" else _joined(node.children)
    if not node.tag:
        return inner
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes)
    return f"<{node.tag}{attributes}>{inner}</{node.tag}>"


def columns(table: Node) -> int:
    """Return how many cells the longest row of a table has."""
    own = len(table.children) if table.tag == "tr" else 0
    return max([own, *(columns(child) for child in table.children)])


def _joined(nodes: Iterable[Node]) -> str:
    """Join parts; words that stand in no paragraph never run into those of another part."""
    found: list[str] = []
    loose = False
    for node in nodes:
        bare = node.form == "html" and not node.tag
        found += ["<br>"] if bare and loose else []
        found.append(write_html(node))
        loose = bare
    return "".join(found)


def _parts(element: HtmlElement) -> Iterator[Node]:
    """Yield the parts below an element; inline content between two of them is one too."""
    run = [escape(element.text or "", quote=False)]
    for child in element:
        if _is_part(child):
            yield from _run(run)
            run = [escape(child.tail or "", quote=False)]
            yield _part(child)
        else:
            run.append(_outer(child) + escape(child.tail or "", quote=False))
    yield from _run(run)


def _run(pieces: list[str]) -> Iterator[Node]:
    content = "".join(pieces).strip()
    if content:
        yield Node("html", content)


def _is_part(element: HtmlElement) -> bool:
    return isinstance(element.tag, str) and (element.tag in BLOCKS or _has_parts(element))


def _has_parts(element: HtmlElement) -> bool:
    return any(one.tag in BLOCKS for one in element.iterdescendants())


def _part(element: HtmlElement) -> Node:
    if element.tag in ATOMS:
        return Node("atom", _outer(element))
    attributes = tuple(sorted(element.attrib.items()))
    if element.tag in CONTAINERS or _has_parts(element):
        children = tuple(_parts(element))
        if element.tag == "tr":
            children = tuple(_named(child, at) for at, child in enumerate(children))
        return Node("element", None, element.tag, attributes, children)
    return Node("html", _inner(element), element.tag, attributes)


def _named(node: Node, at: int) -> Node:
    """A cell is known by its column."""
    return Node(node.form, node.content, node.tag, node.attributes, node.children, str(at + 1))


def _inner(element: HtmlElement) -> str:
    text = escape(element.text or "", quote=False)
    return text + "".join(
        _outer(child) + escape(child.tail or "", quote=False) for child in element
    )


def _outer(element: HtmlElement) -> str:
    return html.tostring(element, with_tail=False, encoding="unicode")
