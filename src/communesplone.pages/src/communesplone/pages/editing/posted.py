"""What the form sent: sections as they were typed, and what to do with them.

The form holds the whole page: until it is saved nothing is kept anywhere else, so that nothing
typed is lost and nothing half done is stored.
"""

from collections.abc import Mapping
from communesplone.core.sections import section_type
from communesplone.core.sections.data import new_id
from communesplone.core.sections.fields import IItems
from communesplone.core.sections.fields import IReference
from communesplone.core.sections.fields import own_fields
from communesplone.pages.writing import is_valid_id
from copy import deepcopy
from typing import Any
from zope.interface.interface import InterfaceClass
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IField
from zope.schema.interfaces import IList
import re


Data = dict[str, Any]
MOST_PARTS = 100


def read(form: Mapping[str, Any]) -> list[Data]:
    """Return the sections of a form, in its order, as raw data."""
    found, seen = [], set()
    for section_id in _texts(form.get("order")):
        name = form.get(f"{section_id}.type")
        if not is_valid_id(section_id) or section_id in seen or not isinstance(name, str):
            continue
        seen.add(section_id)
        kind = section_type(name)
        data = _fields(kind.schema, section_id, form) if kind is not None else {}
        found.append({"id": section_id, "type": name, **data})
    return found


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list | tuple) else [value]
    return [one for one in values if isinstance(one, str)]


def _number(text: Any) -> int:
    """Return a number that a form of ours sent; 0 for anything else."""
    return int(text) if isinstance(text, str) and re.fullmatch(r"[0-9]{1,4}", text) else 0


def _fields(schema: InterfaceClass, prefix: str, form: Mapping[str, Any]) -> Data:
    return {name: _value(field, f"{prefix}.{name}", form) for name, field in own_fields(schema)}


def _value(field: IField, name: str, form: Mapping[str, Any]) -> Any:
    if IItems.providedBy(field):
        count = form.get(f"{name}.count", "0")
        number = (
            int(count) if isinstance(count, str) and count.isascii() and count.isdigit() else 0
        )
        return [_fields(field.part, f"{name}.{at}", form) for at in range(min(number, MOST_PARTS))]
    if IBool.providedBy(field):
        return name in form
    if IList.providedBy(field):
        texts = _texts(form.get(name))
        if IReference.providedBy(field.value_type):
            return [part for text in texts for part in text.replace(";", "\n").split() if part]
        return texts
    value = form.get(name)
    return value if isinstance(value, str) else ""


def act(sections: list[Data], action: str) -> tuple[list[Data], str]:
    """Return the sections after a button was pressed, and the id of what to look at next.

    Buttons say "add text", "up s1", "down s1", "copy s1", "remove s1",
    "add-part s1.questions", "remove-part s1.questions.2"; what makes no sense changes nothing.
    """
    verb, _space, what = action.partition(" ")
    if verb == "add":
        return _added(sections, what)
    if verb in ("add-part", "remove-part"):
        return _with_parts(sections, verb, what), what.partition(".")[0]
    at = next((at for at, one in enumerate(sections) if one["id"] == what), None)
    if at is None:
        return sections, ""
    others = [*sections[:at], *sections[at + 1 :]]
    if verb == "remove":
        following = others[at : at + 1] or others[-1:]
        return others, following[0]["id"] if following else ""
    if verb == "copy":
        made = {**deepcopy(sections[at]), "id": new_id()}
        return [*sections[: at + 1], made, *sections[at + 1 :]], made["id"]
    if verb in ("up", "down"):
        to = max(0, at - 1) if verb == "up" else at + 1
        return [*others[:to], sections[at], *others[to:]], what
    return sections, what


def _added(sections: list[Data], name: str) -> tuple[list[Data], str]:
    kind = section_type(name)
    if kind is None:
        return sections, ""
    made: Data = {"id": new_id(), "type": name}
    for field_name, field in own_fields(kind.schema):
        made[field_name] = [{}] if IItems.providedBy(field) else field.default
    return [*sections, made], made["id"]


def _with_parts(sections: list[Data], verb: str, what: str) -> list[Data]:
    section_id, _dot, rest = what.partition(".")
    name, _dot, number = rest.partition(".")
    for one in sections:
        parts = one.get(name)
        if one["id"] != section_id or not isinstance(parts, list):
            continue
        if verb == "add-part":
            parts.append({})
        elif number and _number(number) < len(parts):
            del parts[_number(number)]
    return sections
