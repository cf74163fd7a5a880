"""Colours pasted into a text: those that can hardly be read."""

from collections.abc import Iterator
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.quality import Check
from communesplone.core.quality import Finding
from communesplone.core.quality import Mend
from communesplone.core.quality import Subject
from communesplone.editing.quality.colours import Colour
from communesplone.editing.quality.colours import ratio
from communesplone.editing.quality.colours import read_colour
from communesplone.editing.quality.colours import WHITE
from communesplone.editing.quality.colours import WRITTEN
from communesplone.editing.quality.markup import elements
from communesplone.editing.quality.markup import parse
from communesplone.editing.quality.markup import shortened
from communesplone.editing.quality.markup import words
from communesplone.editing.quality.markup import write
from communesplone.editing.quality.pieces import element_of
from communesplone.editing.quality.pieces import piece_of
from lxml.html import HtmlElement
from typing import Any


NAME = "contrast"
#: WCAG 2.1, 1.4.3: of normal text. What is larger is not told by a style alone.
ENOUGH = 4.5
REMOVE = Mend("remove", _("Take the colour out"))
TEXT, GROUND = ("color",), ("background-color", "background")


def find(subject: Subject) -> Iterator[Finding]:
    """Find words whose pasted colours stand out too little (WCAG 2.1, 1.4.3).

    The paper of the page is taken for white, and its ink for black, where nothing else is said.
    """
    for piece in subject.of("html"):
        for at, element in enumerate(elements(parse(piece.value))):
            if not isinstance(element.tag, str) or not _says_colour(element):
                continue
            text = _own_words(element)
            found = ratio(_ink(element), _paper(element))
            if text and found < ENOUGH:
                yield Finding(
                    NAME,
                    piece.way,
                    _("Colours too close to each other, pasted with the text"),
                    _(
                        "Contrast ${ratio} : 1, it takes 4.5. The text will take the colour of "
                        "your site.",
                        mapping={"ratio": f"{int(found * 10) / 10:.1f}".replace(".", ",")},
                    ),
                    at,
                    shortened(text),
                    mends=(REMOVE,),
                )


def declarations(element: HtmlElement) -> dict[str, str]:
    """Return what the style of an element says, by property in small letters."""
    parts = (one.partition(":") for one in (element.get("style") or "").split(";"))
    return {name.strip().lower(): value.strip() for name, colon, value in parts if colon}


def _own(element: HtmlElement, names: tuple[str, ...], attribute: str) -> str:
    styles = declarations(element)
    said = next((styles[name] for name in names if name in styles), "")
    return said or element.get(attribute) or ""


def _says_colour(element: HtmlElement) -> bool:
    own = (_own(element, TEXT, "color"), _own(element, GROUND, "bgcolor"))
    return any(read_colour(value) is not None for value in own)


def _own_words(element: HtmlElement) -> str:
    """Return the words that take their colours from this element, not from one inside it."""
    found = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and not _says_colour(child):
            found.append(_own_words(child))
        found.append(child.tail or "")
    return " ".join("".join(found).split())


def _inherited(element: HtmlElement, names: tuple[str, ...], attribute: str) -> Colour | None:
    for one in (element, *element.iterancestors()):
        found = read_colour(_own(one, names, attribute))
        if found is not None:
            return found
    return None


def _ink(element: HtmlElement) -> Colour:
    return _inherited(element, TEXT, "color") or WRITTEN


def _paper(element: HtmlElement) -> Colour:
    return _inherited(element, GROUND, "bgcolor") or WHITE


def mend(subject: Subject, finding: Finding, name: str, answer: str) -> Mapping[str, Any]:
    """Take the colours of an element out, and of what stands in it and around its words."""
    piece = piece_of(subject, finding)
    tree, element = element_of(piece, finding)
    around = [one for one in element.iterancestors() if words(one) == words(element)]
    for one in (element, *element.iterdescendants(), *around):
        if isinstance(one.tag, str):
            _without_colours(one)
    return {piece.way: write(tree)}


def _without_colours(element: HtmlElement) -> None:
    kept = {
        name: value
        for name, value in declarations(element).items()
        if name not in (*TEXT, *GROUND)
    }
    element.attrib.pop("color", None)
    element.attrib.pop("bgcolor", None)
    if "style" in element.attrib:
        element.set("style", "; ".join(f"{name}: {value}" for name, value in kept.items()))
        if not kept:
            del element.attrib["style"]
    if element.tag in ("span", "font") and not element.attrib and element.getparent() is not None:
        element.drop_tag()


CHECK = Check(
    title=_("Contrast of colours"),
    several=_("${count} texts that can hardly be read"),
    why=_("Colours that were pasted with the text stand out too little"),
    order=40,
    find=find,
    mend=mend,
)
