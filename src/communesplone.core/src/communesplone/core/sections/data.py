"""The data of sections: made new, checked, and read for the search and for references."""

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from communesplone.core import _
from communesplone.core.sections import html
from communesplone.core.sections.fields import IAddress
from communesplone.core.sections.fields import IHtml
from communesplone.core.sections.fields import IItems
from communesplone.core.sections.fields import INTERNAL
from communesplone.core.sections.fields import IReference
from communesplone.core.sections.fields import own_fields
from communesplone.core.sections.fields import WrongTogether
from communesplone.core.sections.kinds import section_type
from communesplone.core.sections.kinds import SectionType
from copy import deepcopy
from typing import Any
from uuid import uuid4
from zope.i18nmessageid import Message
from zope.interface import Invalid
from zope.interface.interface import InterfaceClass
from zope.schema import ValidationError
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import IField
from zope.schema.interfaces import IInt
from zope.schema.interfaces import IList
from zope.schema.interfaces import IText
from zope.schema.interfaces import ITextLine
import re


Data = dict[str, Any]
ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,39}")
LONGEST_LINE = 500
LONGEST_TEXT = 100_000
MOST_REFERENCES = 100
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
WRONG = _("This value is of the wrong kind.")
TOO_LONG = _("This text is too long.")
TOO_MANY = _("These are too many.")
REQUIRED = _("Fill this in.")


def new_section(kind: SectionType) -> Data:
    """Return a new section of a type, with its defaults."""
    made = {name: deepcopy(field.default) for name, field in own_fields(kind.schema)}
    filled = {name: value for name, value in made.items() if value not in (None, "", [])}
    return {"id": new_id(), "type": kind.name, **filled}


def new_id() -> str:
    """Return an id that no other section of a page has."""
    return f"s{uuid4().hex[:10]}"


def clean(schema: InterfaceClass, raw: Mapping[str, Any]) -> tuple[Data, dict[str, Message]]:
    """Return what a schema keeps of raw data, and what is wrong with it by way to the field.

    The way to a field of a part is "items.2.title". Fields that the schema does not have are
    left out, empty values too; wrong values are kept, so that a form can show them again.
    """
    found: Data = {}
    errors: dict[str, Message] = {}
    for name, field in own_fields(schema):
        value, wrong = _clean_value(field, raw.get(name))
        errors |= {f"{name}.{way}" if way else name: message for way, message in wrong.items()}
        if value not in (None, "", []):
            found[name] = value
    for wrong in _wrong_together(schema, found):
        errors.setdefault(wrong.field, wrong.message)
    return found, errors


def _wrong_together(schema: InterfaceClass, found: Data) -> list[WrongTogether]:
    """Return what the invariants of a schema say of fields beside one another."""
    wrong: list[Exception] = []
    try:
        schema.validateInvariants(_Fields(schema, found), wrong)
    except Invalid:
        return [one for one in wrong if isinstance(one, WrongTogether)]
    return []


class _Fields:
    """Cleaned data as invariants read them: by attribute, None for what is empty."""

    def __init__(self, schema: InterfaceClass, found: Data) -> None:
        for name, _field in own_fields(schema):
            setattr(self, name, found.get(name))


def _clean_value(field: IField, value: Any) -> tuple[Any, dict[str, Message]]:
    if IItems.providedBy(field):
        return _clean_items(field, value)
    if isinstance(value, str):
        value = _clean_text(field, value)
    elif IList.providedBy(field) and isinstance(value, list | tuple):
        value = list(dict.fromkeys(one for one in value if isinstance(one, str)))
    if value in (None, "", []):
        value = field.default
    if value in (None, "", []):
        return None, {"": REQUIRED} if field.required and not IBool.providedBy(field) else {}
    if wrong := _wrong(field, value):
        return value, {"": wrong}
    return value, {}


def _clean_text(field: IField, value: str) -> Any:
    value = CONTROL.sub("", value)
    if IHtml.providedBy(field):
        return html.clean(value)
    if ITextLine.providedBy(field) or IChoice.providedBy(field):
        return " ".join(value.split())
    if IInt.providedBy(field):
        value = value.strip()
        return int(value) if re.fullmatch(r"-?\d{1,9}", value) else value
    return value.replace("\r\n", "\n").strip(" \n")


def _wrong(field: IField, value: Any) -> Message | None:
    if isinstance(value, str):
        longest = LONGEST_LINE if ITextLine.providedBy(field) else LONGEST_TEXT
        if len(value) > (getattr(field, "max_length", None) or longest):
            return TOO_LONG
    most = getattr(field, "max_length", None) or MOST_REFERENCES
    if isinstance(value, list) and len(value) > most:
        return TOO_MANY
    try:
        field.bind(None).validate(value)
    except ValidationError as error:
        return error.doc() if error.__doc__ else WRONG
    return None


def _clean_items(field: IField, value: Any) -> tuple[list[Data], dict[str, Message]]:
    if value in (None, "", []):
        return [], {"": REQUIRED} if field.required else {}
    if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        return [], {"": WRONG}
    if len(value) > field.max_length:
        return [], {"": TOO_MANY}
    found, errors = [], {}
    for raw in value:
        kept, wrong = clean(field.part, raw)
        if not kept:
            continue
        errors |= {f"{len(found)}.{way}": message for way, message in wrong.items()}
        found.append(kept)
    if field.required and not found:
        errors[""] = REQUIRED
    return found, errors


def values(schema: InterfaceClass, data: Mapping[str, Any]) -> Iterator[tuple[str, IField, Any]]:
    """Yield name, field and value of all that is filled in, parts unfolded."""
    for name, field in own_fields(schema):
        value = data.get(name)
        if value in (None, "", []):
            continue
        if IItems.providedBy(field):
            for one in value if isinstance(value, list) else ():
                if isinstance(one, Mapping):
                    yield from ((name, *rest) for _n, *rest in values(field.part, one))
        elif IList.providedBy(field):
            for one in value if isinstance(value, list) else ():
                yield name, field.value_type, one
        else:
            yield name, field, value


def _known(sections: Any) -> Iterator[tuple[SectionType, Mapping[str, Any]]]:
    """Yield the sections that can be read, each with its type."""
    for section in sections if isinstance(sections, Sequence) else ():
        if isinstance(section, Mapping) and isinstance(section.get("type"), str):
            kind = section_type(section["type"])
            if kind is not None:
                yield kind, section


def searchable_text(sections: Sequence[Mapping[str, Any]] | None) -> str:
    """Return the words of a page's sections."""
    words = []
    for kind, section in _known(sections):
        for _name, field, value in values(kind.schema, section):
            if not isinstance(value, str) or IReference.providedBy(field):
                continue
            if IHtml.providedBy(field):
                words.append(html.plain(value))
            elif IText.providedBy(field) and not IAddress.providedBy(field):
                words.append(value)
    return " ".join(words)


def references(sections: Sequence[Mapping[str, Any]] | None) -> set[str]:
    """Return the UIDs of all items that a page's sections choose, link to or show."""
    found: set[str] = set()
    for kind, section in _known(sections):
        for _name, field, value in values(kind.schema, section):
            if not isinstance(value, str):
                continue
            if IReference.providedBy(field):
                found.add(value)
            elif IHtml.providedBy(field):
                found |= html.uids(value)
            elif IAddress.providedBy(field) and (internal := INTERNAL.fullmatch(value)):
                found.add(internal.group(1))
    return found


def addresses(sections: Sequence[Mapping[str, Any]] | None) -> set[str]:
    """Return the links of a page's sections as link integrity wants them."""
    return {f"resolveuid/{uid}" for uid in references(sections)}


def is_empty(kind: SectionType, data: Mapping[str, Any]) -> bool:
    """Tell whether something is missing without which its type has nothing to show.

    A type that shows what it finds requires nothing: it is never empty by its data.
    """
    return any(
        field.required and field.default is None and data.get(name) in (None, "", [])
        for name, field in own_fields(kind.schema)
        if not IBool.providedBy(field)
    )
