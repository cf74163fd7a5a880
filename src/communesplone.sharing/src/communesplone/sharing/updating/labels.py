"""What a part of a text is called, for people: its field or section, and its place there."""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.sections import section_type
from communesplone.core.sharing.registration import shared_fields
from communesplone.sharing.merging import Part
from communesplone.sharing.updating.along import is_along
from communesplone.sharing.updating.along import WORDS
from dataclasses import dataclass
from typing import Any
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class Label:
    """`name` is a field, a section, or what came along; `place` where in it, empty for all of it.

    `kind` is the type of a picture or file, empty for any other part.
    """

    name: Message | str
    place: tuple[Message, ...] = ()
    #: Whether it is a paragraph of a long text, or such a text.
    is_text: bool = False
    kind: str = ""


def label_of(part: Part, portal_type: str, *sides: Mapping[str, Any]) -> Label:
    """Return what a part is called.

    :param sides: shared fields by name, in which its section is looked up.
    """
    names = part.way.split("/")
    if is_along(names[0]):
        return _along(names[0], *sides)
    if names[0] == "sections" and len(names) > 1:
        name = _section(names[1], *sides)
    else:
        field = shared_fields(portal_type).get(names[0])
        name = field.title if field is not None else names[0]
    place = tuple(_places(part))
    return Label(name, place, is_text=any(kind == "text" for kind, _number in part.trail))


def _along(name: str, *sides: Mapping[str, Any]) -> Label:
    if name.endswith(WORDS):
        return Label(SHOWN)
    kind = next((side[name]["type"] for side in sides if name in side), "File")
    return Label(KINDS.get(kind, KINDS["File"]), kind=kind)


def _section(section_id: str, *sides: Mapping[str, Any]) -> Message | str:
    for side in sides:
        for one in side.get("sections") or ():
            if one.get("id") == section_id:
                kind = section_type(one.get("type", ""))
                return one.get("heading") or (kind.title if kind else one.get("type", ""))
    return _("Section")


def _places(part: Part) -> list[Message]:
    found: list[Message] = []
    kinds = [kind for kind, _number in part.trail]
    for at, (kind, number) in enumerate(part.trail):
        inner = kinds[at + 1] if at + 1 < len(kinds) else ""
        words = PLACES.get(kind)
        if kind in ("table", "thead", "tbody", "tfoot") and inner in ("thead", "tbody", "tfoot"):
            continue
        if words is not None and not (kind == "rows" and kinds[:at] == ["fields"] and inner):
            found.append(_placed(words, number))
    return found


def _placed(words: Message, number: int) -> Message:
    return Message(words, mapping={"number": number})


SHOWN = _("What the picture shows")
KINDS: dict[str, Message] = {"Image": _("Picture"), "File": _("File")}
PARAGRAPH = _("§ ${number}")
ROW = _("row ${number}")
PLACES: dict[str, Message] = {
    "text": PARAGRAPH,
    "lines": _("line ${number}"),
    "rows": _("no. ${number}"),
    "ul": _("item ${number}"),
    "ol": _("item ${number}"),
    "table": ROW,
    "thead": ROW,
    "tbody": ROW,
    "tfoot": ROW,
    "tr": _("column ${number}"),
}
