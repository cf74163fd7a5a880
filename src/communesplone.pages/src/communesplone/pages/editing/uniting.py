"""Two people changed the same page: field by field, sections by their ids."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from communesplone.core.sections import section_type
from communesplone.core.sections.html import clean
from communesplone.core.uniting import digest
from communesplone.core.uniting import unite
from communesplone.core.uniting import United
from communesplone.pages.anchors import HEADINGS
from communesplone.pages.editing.head import IHead
from communesplone.pages.editing.head import PREFIX
from dataclasses import dataclass
from lxml.etree import ParserError
from lxml.html import fragment_fromstring
from lxml.html import tostring
from typing import Any
from zope.schema.interfaces import IField
import re


Data = dict[str, Any]
ORDER = "order"
TAG = re.compile(r"<[a-z]")
AROUND_TAGS = re.compile(r"\s*(<[^>]+>)\s*")


@dataclass(frozen=True)
class Text:
    """A page as it is edited: title and lead, and its sections."""

    head: dict[str, str]
    sections: list[Data]

    @property
    def ids(self) -> list[str]:
        return [one["id"] for one in self.sections]

    def section(self, section_id: str) -> Data | None:
        return next((one for one in self.sections if one["id"] == section_id), None)


def base_of(text: Text) -> dict[str, str]:
    """Return the digests of a page for its form to carry: of each section, and of its fields."""
    found = {key: digest(value) for key, value in _head(text).items()}
    for one in text.sections:
        found[one["id"]] = digest(_whole(one))
        found |= {key: digest(value) for key, value in _fields(one).items()}
    found[ORDER] = " ".join(text.ids)
    return found


def united(base: Mapping[str, str], mine: Text, theirs: Text) -> United:
    """Return what two people made of a page.

    Its keys are fields ("s1.text", "_page.title") of what both have, whole sections ("s1") that
    one of them added or took away, and "order".
    """
    own, other = _head(mine), _head(theirs)
    for section_id in dict.fromkeys([*mine.ids, *theirs.ids]):
        left, right = mine.section(section_id), theirs.section(section_id)
        if left is not None and right is not None:
            own |= _fields(left)
            other |= _fields(right)
        else:
            own[section_id] = _whole(left)
            other[section_id] = _whole(right)
    found = unite(base, own, other)
    order, whose = _order(base, mine, theirs)
    if whose == "both":
        return United(found.values, found.whose, (*found.overlaps, ORDER))
    moved = {ORDER: whose} if whose else {}
    return United({**found.values, ORDER: order}, {**found.whose, **moved}, found.overlaps)


def assembled(mine: Text, theirs: Text, value: Callable[[str], Any]) -> Text:
    """Return the united page.

    :param value: gives what is kept of "order", of a field or of a whole section; comparable
        values are not what is kept, so this asks by key: "mine" or "theirs" or a value of its own.
    """
    head = {name: value(f"{PREFIX}.{name}") or "" for name in mine.head}
    sections = []
    for section_id in merged_order(value(ORDER), mine, theirs):
        left, right = mine.section(section_id), theirs.section(section_id)
        if left is not None and right is not None:
            names = dict.fromkeys([*left, *right])
            made = {name: value(f"{section_id}.{name}") for name in names if name != "id"}
            kept = {name: one for name, one in made.items() if one not in (None, "", [])}
            sections.append({"id": section_id, **kept})
        elif (whole := value(section_id)) is not None:
            sections.append({"id": section_id, **whole})
    return Text(head, sections)


def merged_order(lead: Sequence[str], mine: Text, theirs: Text) -> list[str]:
    """Return all ids in the order of `lead`; what is not in it follows what it followed."""
    found = list(lead)
    for ids in (mine.ids, theirs.ids):
        for at, section_id in enumerate(ids):
            if section_id in found:
                continue
            before = next((one for one in reversed(ids[:at]) if one in found), None)
            found.insert(found.index(before) + 1 if before else 0, section_id)
    return found


def raw_value(key: str, text: Text) -> Any:
    """Return the value of a field or of a whole section as it is kept, by its key."""
    name, _dot, field = key.partition(".")
    if key == ORDER:
        return text.ids
    if name == PREFIX:
        return text.head.get(field)
    section = text.section(name)
    if section is None or not field:
        return {k: v for k, v in section.items() if k != "id"} if section else None
    return section.get(field)


def field_of(key: str, *texts: Text) -> IField | None:
    """Return the field of the schema that a key names."""
    name, _dot, field = key.partition(".")
    if name == PREFIX:
        return IHead.get(field)
    section = next(filter(None, (text.section(name) for text in texts)), None)
    kind = section_type(section["type"]) if section else None
    return kind.schema.get(field) if kind is not None and field else None


def comparable(value: Any) -> Any:
    """Return a value without what an editor of text changes by itself: spaces around tags."""
    if isinstance(value, Mapping):
        return {name: comparable(one) for name, one in value.items()}
    if isinstance(value, list):
        return [comparable(one) for one in value]
    if isinstance(value, str) and TAG.search(value):
        return same_html(clean(value))
    return value


def same_html(value: str) -> str:
    """Return HTML without what an editor of text writes in its own way."""
    try:
        tree = fragment_fromstring(value.replace("\xa0", " "), create_parent="div")
    except ParserError:
        return value
    for heading in tree.iter(*HEADINGS):
        heading.attrib.pop("id", None)
    return AROUND_TAGS.sub(r"\1", " ".join(tostring(tree, encoding="unicode").split()))


def _head(text: Text) -> Data:
    return {
        f"{PREFIX}.{name}": same_html(value) if name == "text" else value
        for name, value in text.head.items()
    }


def _fields(section: Data) -> Data:
    return {
        f"{section['id']}.{name}": comparable(value)
        for name, value in section.items()
        if name != "id"
    }


def _whole(section: Data | None) -> Data | None:
    return _fields(section) if section is not None else None


def _order(base: Mapping[str, str], mine: Text, theirs: Text) -> tuple[list[str], str]:
    """Return the order of sections and whose it is: "mine", "theirs", "both" or "" (nobody)."""
    before = base.get(ORDER, "").split()
    common = set(before) & set(mine.ids) & set(theirs.ids)

    def kept(ids: Iterable[str]) -> list[str]:
        return [one for one in ids if one in common]

    own, other, old = kept(mine.ids), kept(theirs.ids), kept(before)
    if own == other:
        return theirs.ids, ""
    if own == old:
        return theirs.ids, "theirs"
    return mine.ids, "mine" if other == old else "both"
