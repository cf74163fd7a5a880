"""What an item says as plain data: parts made of paragraphs and tables, read from HTML or text."""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from lxml import etree
from lxml import html
from lxml.html import HtmlElement


Rows = tuple[tuple[str, ...], ...]
#: Words of a link and where it leads.
Links = tuple[tuple[str, str], ...]

LEAVES = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "dt",
        "dd",
        "figcaption",
        "summary",
        "blockquote",
        "caption",
        "label",
        "pre",
        "address",
    ]
)
SILENT = frozenset(
    ["script", "style", "svg", "template", "noscript", "iframe", "button", "input", "select"]
)


@dataclass(frozen=True)
class Block:
    """A paragraph, or a table when it has rows. Its words make it; links are told beside them."""

    text: str
    rows: Rows = ()
    links: Links = field(default=(), compare=False)


@dataclass(frozen=True)
class Part:
    """A field or a section of an item: `key` names it in every version, `label` for people.

    `mark` is a digest of what is kept of it, so that a change without words is known too.
    """

    key: str
    label: str
    blocks: tuple[Block, ...]
    mark: str = ""


def blocks_of(markup: str) -> tuple[Block, ...]:
    """Return the paragraphs and tables of HTML, in their order."""
    if not markup.strip():
        return ()
    try:
        tree = html.fragment_fromstring(markup, create_parent="div")
    except etree.ParserError:
        return ()
    for element in list(tree.iter(*SILENT)):
        element.drop_tree()
    for element in tree.iter("br"):
        element.tail = f" {element.tail or ''}"
    return tuple(block for block in _walk(tree) if block.text)


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """Return the paragraphs of plain text."""
    return tuple(Block(words) for line in text.splitlines() if (words := folded(line)))


def folded(text: str) -> str:
    """Return a text with one space wherever there is any."""
    return " ".join(text.split())


def _walk(element: HtmlElement) -> Iterator[Block]:
    """Yield the blocks below an element; text that stands in none is one too."""
    if not isinstance(element.tag, str):
        return
    if element.tag == "table":
        yield _table(element)
    elif element.tag == "img":
        yield Block(f"[{folded(element.get('alt') or element.get('src') or '')}]")
    elif not _has_blocks(element):
        yield Block(_text(element), links=_links(element))
        yield from _pictures(element)
    else:
        yield Block(folded(element.text or ""))
        for child in element:
            if isinstance(child.tag, str) and not _is_block(child) and not _has_blocks(child):
                yield Block(folded(_text(child)), links=_links(child))
                yield from _pictures(child)
            else:
                yield from _walk(child)
            yield Block(folded(child.tail or ""))


def _is_block(element: HtmlElement) -> bool:
    return element.tag in LEAVES or element.tag in ("table", "img")


def _has_blocks(element: HtmlElement) -> bool:
    return any(found.tag in LEAVES or found.tag == "table" for found in element.iterdescendants())


def _pictures(element: HtmlElement) -> Iterator[Block]:
    for image in element.iter("img"):
        if image is not element:
            yield Block(f"[{folded(image.get('alt') or '')}]" if image.get("alt") else "")


def _table(element: HtmlElement) -> Block:
    rows = tuple(tuple(_text(cell) for cell in row.iter("td", "th")) for row in element.iter("tr"))
    text = folded(" ".join(cell for row in rows for cell in row))
    return Block(text, rows, _links(element))


def _links(element: HtmlElement) -> Links:
    return tuple((_text(link), link.get("href")) for link in element.iter("a") if link.get("href"))


def _text(element: HtmlElement) -> str:
    return folded("".join(element.itertext()))
