"""HTML as checks see it: parsed, searched, written back."""

from collections.abc import Iterator
from lxml import html
from lxml.etree import ParserError
from lxml.html import HtmlElement
import re


CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
NAMES = "p h1 h2 h3 h4 h5 h6 li td th dt dd blockquote figcaption caption div pre"
BLOCKS = frozenset(NAMES.split())
SPACE = re.compile(r"\s+")


def parse(text: str) -> HtmlElement:
    """Return a <div> around a piece of HTML; whatever the text, there is one."""
    try:
        return html.fragment_fromstring(CONTROL.sub("", text), create_parent="div")
    except ParserError:
        return html.Element("div")


def write(tree: HtmlElement) -> str:
    """Return the HTML inside of what `parse` returned."""
    inner = html.tostring(tree, encoding="unicode").removeprefix("<div>").removesuffix("</div>")
    return "" if inner == "<div/>" else inner


def words(element: HtmlElement) -> str:
    """Return the words in an element, on one line."""
    return SPACE.sub(" ", element.text_content()).strip()


def elements(tree: HtmlElement, *tags: str) -> list[HtmlElement]:
    """Return the elements with these tags in the order of reading: `at` counts them."""
    return [one for one in tree.iter(*tags) if one is not tree]


def blocks(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the innermost blocks of text: paragraphs, cells, items."""
    for one in tree.iter():
        if isinstance(one.tag, str) and one.tag in BLOCKS:
            inside = one.iterdescendants()
            if not any(isinstance(part.tag, str) and part.tag in BLOCKS for part in inside):
                yield one


def runs(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str, str]]:
    """Yield each run of text as (element, "text" or "tail", its words), in any order."""
    for element in tree.iter():
        for place in ("text", "tail"):
            run = getattr(element, place)
            if isinstance(run, str) and run and (isinstance(element.tag, str) or place == "tail"):
                yield element, place, run


def shortened(text: str, most: int = 90) -> str:
    """Return the beginning of a text, whole words, to know it again by."""
    text = SPACE.sub(" ", text).strip()
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
