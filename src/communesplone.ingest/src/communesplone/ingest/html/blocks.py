"""HTML as a flat list of blocks: paragraphs, headings, lists, tables, pictures, questions.

Everything that somebody could read stays, in its order: what has no place in our texts (forms,
boxes, players) gives its words as paragraphs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from lxml import etree
from lxml import html
from lxml.html import HtmlElement
from typing import Literal
import re


Kind = Literal["text", "heading", "table", "details", "gallery", "frame"]
#: What nobody reads.
UNREAD = frozenset(
    [
        "script",
        "style",
        "template",
        "head",
        "title",
        "meta",
        "link",
        "base",
        "param",
        "source",
        "track",
        "col",
        "colgroup",
        "area",
        "input",
        "frame",
        "frameset",
    ]
)
#: Inside a block, what parts words: it becomes a paragraph there.
PARTING = frozenset(
    [
        "section",
        "article",
        "main",
        "aside",
        "header",
        "footer",
        "nav",
        "form",
        "fieldset",
        "center",
        "address",
        "dialog",
        "noscript",
        "button",
        "select",
        "optgroup",
        "option",
        "textarea",
        "label",
        "legend",
        "svg",
        "g",
        "text",
        "canvas",
        "object",
        "audio",
        "video",
        "applet",
        "map",
        "search",
        "hgroup",
        "menu",
        "dir",
        "datalist",
        "output",
        "marquee",
        "summary",
        "details",
        "math",
        "noframes",
    ]
)
#: Boxes: their content stands in their place, parted from what is around it.
BOXES = PARTING | frozenset(
    [
        "body",
        "div",
        "template",
        "li",
        "dd",
        "dt",
        "td",
        "th",
        "tr",
        "tbody",
        "thead",
        "tfoot",
        "caption",
        "figcaption",
    ]
)
LEAVES = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "table",
        "ul",
        "ol",
        "dl",
        "blockquote",
        "figure",
        "details",
        "hr",
    ]
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FRAMES = ("iframe", "embed")
#: Marks the link that stands for a frame inside a block.
FRAMED = "data-framed"
DEEPEST = 60


@dataclass
class Block:
    """A block: its element, or for a heading its words, for a gallery its pictures."""

    kind: Kind
    element: HtmlElement
    level: int = 0
    pictures: list[HtmlElement] = field(default_factory=list)


def parsed(text: str) -> HtmlElement:
    """Return HTML as a tree under one `div`, of whatever was written."""
    text = "".join(char for char in text if char in "\n\t\r" or ord(char) >= 32)
    try:
        found = html.fragment_fromstring(text, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        found = html.Element("div")
        found.text = re.sub(r"<[^>]*>", " ", text)
    for element in list(found.iter()):
        gone = not isinstance(element.tag, str) or element.tag in UNREAD
        if gone and element is not found and element.getparent() is not None:
            element.drop_tree()
    return found


def blocks(root: HtmlElement) -> list[Block]:
    """Return the blocks of a tree, which is taken apart."""
    return list(_Walk().of(root))


class _Walk:
    """Goes through a tree, gathering what stands loose into paragraphs."""

    def __init__(self) -> None:
        self.loose = html.Element("p")

    def of(self, box: HtmlElement, depth: int = 0) -> Iterator[Block]:
        """Yield the blocks of a box."""
        yield from self._flushed()
        yield from self._content(box, depth)
        yield from self._flushed()

    def _content(self, box: HtmlElement, depth: int) -> Iterator[Block]:
        self._add_text(box.text)
        for child in list(box):
            tail, child.tail = child.tail, None
            if depth > DEEPEST:
                self._add_text(f" {_words(child)} ")
            else:
                yield from self._child(child, depth)
            self._add_text(tail)

    def _child(self, child: HtmlElement, depth: int) -> Iterator[Block]:
        tag = child.tag
        if tag == "figure":
            _caption(child)
        if tag in FRAMES or (tag in ("object", "video", "audio") and _address(child)):
            yield from self._flushed()
            yield Block("frame", child)
            yield from self.of(child, depth + 1)
        elif _is_gallery(child):
            yield from self._flushed()
            yield Block("gallery", child, pictures=list(child.iter("img")))
        elif tag in HEADINGS and not _holds_blocks(child):
            yield from self._flushed()
            yield from _heading(child)
        elif tag == "table" and not _is_layout(child):
            yield from self._flushed()
            yield Block("table", _tidy(child))
        elif tag == "details":
            yield from self._flushed()
            yield Block("details", child)
        elif tag in LEAVES and tag not in ("table", *HEADINGS):
            if tag in ("p", "figure") and _holds_blocks(child, but=("figcaption",)):
                yield from self.of(child, depth + 1)
            else:
                yield from self._flushed()
                yield Block("text", _tidy(child))
        elif tag in BOXES or tag in LEAVES or _holds_blocks(child):
            yield from self.of(child, depth + 1)
        else:
            self.loose.append(child)

    def _add_text(self, text: str | None) -> None:
        if not text:
            return
        if len(self.loose):
            self.loose[-1].tail = (self.loose[-1].tail or "") + text
        else:
            self.loose.text = (self.loose.text or "") + text

    def _flushed(self) -> Iterator[Block]:
        loose, self.loose = self.loose, html.Element("p")
        if _words(loose) or loose.find(".//img") is not None:
            yield Block("text", _tidy(loose))


def _words(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _address(element: HtmlElement) -> str:
    """Return where a player or a frame gets what it shows."""
    found = element.get("src") or element.get("data") or ""
    source = element.find(".//source")
    return found or (source.get("src") or "" if source is not None else "")


def _holds_blocks(element: HtmlElement, but: tuple[str, ...] = ()) -> bool:
    return any(
        (one.tag in LEAVES or one.tag in BOXES or one.tag in FRAMES) and one.tag not in but
        for one in element.iterdescendants()
    )


def _is_gallery(element: HtmlElement) -> bool:
    """Tell whether a box shows pictures and says nothing else: several, or as a gallery."""
    if element.tag not in ("div", "ul", "figure", "section", "p"):
        return False
    pictures = element.findall(".//img")
    names = (element.get("class") or "").lower()
    wanted = 1 if "gallery" in names or "galerie" in names else 2
    return len(pictures) >= wanted and not _words(element)


def _is_layout(table: HtmlElement) -> bool:
    """Tell whether a table only places boxes: it holds others, or has a single cell."""
    cells = sum(1 for one in table.iter("td", "th"))
    inner = table.find(".//table") is not None or any(
        table.find(f".//{name}") is not None for name in (*HEADINGS, "details", *FRAMES, "form")
    )
    return inner or cells <= 1 or table.get("role") in ("presentation", "none")


def _caption(figure: HtmlElement) -> None:
    """Have the caption of a figure around one table be that of the table."""
    found, words = figure.findall("table"), figure.findall("figcaption")
    if len(found) == len(words) == 1 and found[0].find("caption") is None:
        words[0].tag = "caption"
        tail, words[0].tail = words[0].tail, None
        found[0].insert(0, words[0])
        found[0].tail = f"{found[0].tail or ''}{tail or ''}" or None


def _heading(element: HtmlElement) -> Iterator[Block]:
    for picture in list(element.iter("img")):
        paragraph = html.Element("p")
        picture.drop_tree() if picture.getparent() is not None else None
        picture.tail = None
        paragraph.append(picture)
        yield Block("text", paragraph)
    if _words(element):
        yield Block("heading", element, level=int(element.tag[1]))


def _tidy(element: HtmlElement) -> HtmlElement:
    """Have boxes inside a block part words still, when their names are gone."""
    for one in list(element.iterdescendants()):
        if one.tag in PARTING:
            one.tag = "p"
            one.attrib.clear()
    for one in list(element.iter(*FRAMES)):
        link = html.Element("a")
        link.text, link.tail = one.get("src") or "", f" {_words(one)} {one.tail or ''}"
        link.set("href", one.get("src") or "")
        link.set(FRAMED, "1")
        if one.getparent() is not None:
            one.getparent().replace(one, link)
    return element
