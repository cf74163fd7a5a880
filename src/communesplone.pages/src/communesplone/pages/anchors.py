"""Headings that can be linked to: each has a name that stays when it moves or is said otherwise.

Names are given when a page is saved, never when it is read: `<h3 id="h-tarifs">`.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from communesplone.core.sections import section_type
from communesplone.core.sections.fields import IHtml
from communesplone.core.sections.fields import IItems
from communesplone.core.sections.fields import own_fields
from communesplone.pages.toptext import raw_of
from communesplone.pages.toptext import write
from dataclasses import dataclass
from lxml.etree import ParserError
from lxml.html import fragment_fromstring
from lxml.html import HtmlElement
from lxml.html import tostring
from plone.dexterity.content import DexterityContent
from plone.i18n.normalizer import idnormalizer
from typing import Any
from zope.interface.interface import InterfaceClass
from zope.lifecycleevent.interfaces import IObjectModifiedEvent


Data = dict[str, Any]
HEADINGS = ("h2", "h3", "h4", "h5")
LONGEST = 48


@dataclass(frozen=True)
class Entry:
    """A heading of a page: level 1 parts the page, 2 parts a section, 3 and 4 stand below."""

    anchor: str
    title: str
    level: int


def anchored(text: str, taken: set[str], former: str = "") -> str:
    """Return HTML in which every heading with words has a name of its own in the page.

    :param taken: names that the page has already; those of this text are added.
    :param former: what stood there before: a heading keeps its name when it is said otherwise.
    """
    tree = _parsed(text)
    found = list(_headings(tree))
    if not found:
        return text
    names = _carried(found, list(_headings(_parsed(former))) if former else [])
    changed = False
    for heading, name in zip(found, names, strict=True):
        name = name if name and name not in taken else _free(_words(heading), taken)
        taken.add(name)
        changed = changed or heading.get("id") != name
        heading.set("id", name)
    return _written(tree) if changed else text


def names_in(text: str) -> set[str]:
    """Return the names that headings of a text have."""
    return {one.get("id") for one in _parsed(text).iter(*HEADINGS) if one.get("id")}


def _carried(found: list[HtmlElement], former: list[HtmlElement]) -> list[str]:
    """Return the names of headings, "" where there is none: by words, else by their place."""
    names = [heading.get("id") or "" for heading in found]
    known = {_words(one): one.get("id") or "" for one in former}
    for at, heading in enumerate(found):
        if not names[at] and known.get(_words(heading), "") not in names:
            names[at] = known[_words(heading)]
    if len(found) == len(former):
        for at, one in enumerate(former):
            if not names[at] and one.get("id") not in names:
                names[at] = one.get("id") or ""
    return names


def _free(words: str, taken: set[str]) -> str:
    base = f"h-{idnormalizer.normalize(words, max_length=LONGEST)}".strip("-")
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


def _parsed(text: str) -> HtmlElement:
    try:
        return fragment_fromstring(text, create_parent="div")
    except ParserError:
        return fragment_fromstring("", create_parent="div")


def _written(tree: HtmlElement) -> str:
    return tostring(tree, encoding="unicode").removeprefix("<div>").removesuffix("</div>")


def _headings(tree: HtmlElement) -> Iterator[HtmlElement]:
    return (one for one in tree.iter(*HEADINGS) if _words(one))


def _words(heading: HtmlElement) -> str:
    return " ".join(heading.text_content().split())


def with_anchors(
    sections: Sequence[Mapping[str, Any]], taken: set[str], former: Sequence[Data] = ()
) -> list[Data]:
    """Return sections in whose texts every heading has its name; see `anchored`."""
    before = {one["id"]: one for one in former}
    found = []
    for one in sections:
        kind = section_type(one["type"])
        made = dict(one)
        if kind is not None:
            made |= _with_anchors(kind.schema, one, before.get(one["id"], {}), taken)
        found.append(made)
    return found


def _with_anchors(
    schema: InterfaceClass, data: Mapping[str, Any], former: Mapping[str, Any], taken: set[str]
) -> Data:
    made: Data = {}
    for name, field in own_fields(schema):
        value, old = data.get(name), former.get(name)
        if IHtml.providedBy(field) and isinstance(value, str) and value:
            made[name] = anchored(value, taken, old if isinstance(old, str) else "")
        elif IItems.providedBy(field) and isinstance(value, list):
            olds = old if isinstance(old, list) and len(old) == len(value) else [{}] * len(value)
            made[name] = [
                {**part, **_with_anchors(field.part, part, before, taken)}
                for part, before in zip(value, olds, strict=True)
            ]
    return made


def outline(text: str, sections: Sequence[Mapping[str, Any]]) -> list[Entry]:
    """Return the headings of a page in their order, those that have a name.

    :param text: the HTML above the sections.
    """
    found = _entries(text)
    for section in sections:
        kind, heading = section_type(section["type"]), section.get("heading")
        if kind is None:
            continue
        if isinstance(heading, str) and heading:
            found.append(Entry(section["id"], heading, 1))
        for value in _texts(kind.schema, section):
            found += _entries(value)
    return found


def _entries(text: str) -> list[Entry]:
    return [
        Entry(one.get("id"), _words(one), int(one.tag[1]) - 1)
        for one in _headings(_parsed(text))
        if one.get("id")
    ]


def _texts(schema: InterfaceClass, data: Mapping[str, Any]) -> Iterator[str]:
    for name, field in own_fields(schema):
        value = data.get(name)
        if IHtml.providedBy(field) and isinstance(value, str):
            yield value
        elif IItems.providedBy(field) and isinstance(value, list):
            for part in value:
                yield from _texts(field.part, part)


def follow_headings(content: DexterityContent, _change: IObjectModifiedEvent) -> None:
    """Name the headings of a page that was saved, whatever the way it was saved by."""
    taken: set[str] = set()
    text = raw_of(content)
    named = anchored(text, taken) if text else text
    if named != text:
        write(content, named)
    sections = getattr(content, "sections", None)
    if isinstance(sections, list):
        found = with_anchors(sections, taken)
        if found != sections:
            content.sections = found
