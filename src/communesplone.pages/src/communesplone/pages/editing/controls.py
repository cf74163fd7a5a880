"""The fields of a section as the template draws them: plain data, from the schema alone."""

from collections.abc import Mapping
from communesplone.core.sections.fields import IAddress
from communesplone.core.sections.fields import IHtml
from communesplone.core.sections.fields import IItems
from communesplone.core.sections.fields import IReference
from communesplone.core.sections.fields import own_fields
from dataclasses import dataclass
from dataclasses import field as with_default
from typing import Any
from zope.component.hooks import getSite
from zope.i18nmessageid import Message
from zope.interface.interface import InterfaceClass
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IField
from zope.schema.interfaces import IInt
from zope.schema.interfaces import IList
from zope.schema.interfaces import ITextLine


Errors = Mapping[str, Message]


@dataclass(frozen=True)
class Choice:
    """One of several."""

    token: str
    title: str
    chosen: bool


@dataclass(frozen=True)
class Control:
    """A field with its value.

    `shape`: line, address, text, html, number, date, bool, choice, choices, reference, parts.
    """

    name: str
    shape: str
    title: Message
    description: Message | str
    required: bool
    value: Any
    error: Message | None = None
    choices: tuple[Choice, ...] = ()
    types: tuple[str, ...] = ()
    most: int | None = None
    #: For parts: the controls of each.
    parts: tuple[tuple["Control", ...], ...] = with_default(default=())

    @property
    def id(self) -> str:
        return self.name.replace(".", "-")


def controls(
    schema: InterfaceClass, prefix: str, data: Mapping[str, Any], errors: Errors
) -> tuple[Control, ...]:
    """Return the controls of a section or of a part, in the order of its schema."""
    return tuple(
        _control(field, f"{prefix}.{name}", data.get(name), errors)
        for name, field in own_fields(schema)
    )


def _control(field: IField, name: str, value: Any, errors: Errors) -> Control:
    shape = _shape(field)
    common = {
        "name": name,
        "shape": shape,
        "title": field.title,
        "description": field.description,
        "required": bool(field.required) and field.default is None and shape != "bool",
        "error": errors.get(name),
        "most": getattr(field, "max_length", None),
    }
    if shape == "parts":
        rows = value if isinstance(value, list) else []
        parts = tuple(
            controls(field.part, f"{name}.{at}", row, errors) for at, row in enumerate(rows)
        )
        return Control(value=len(rows), parts=parts, **common)
    if shape in ("choice", "choices"):
        choices = _choices(field, value)
        if shape == "choice" and (not field.required or value in (None, "")):
            # Without it a browser would send the first choice for none
            choices = (Choice("", "–", value in (None, "")), *choices)
        return Control(value=value, choices=choices, **common)
    if shape == "reference":
        many = IList.providedBy(field)
        chosen = [one for one in value or () if isinstance(one, str)] if many else [value or ""]
        common["most"] = common["most"] if many else 1
        return Control(value=";".join(filter(None, chosen)), types=field.types, **common)
    return Control(value="" if value is None else value, **common)


def _shape(field: IField) -> str:
    if IItems.providedBy(field):
        return "parts"
    if IReference.providedBy(field):
        return "reference"
    if IList.providedBy(field):
        return "reference" if IReference.providedBy(field.value_type) else "choices"
    for interface, shape in (
        (IHtml, "html"),
        (IAddress, "address"),
        (IBool, "bool"),
        (IInt, "number"),
        (IDate, "date"),
        (IChoice, "choice"),
        (ITextLine, "line"),
    ):
        if interface.providedBy(field):
            return shape
    return "text"


def _choices(field: IField, value: Any) -> tuple[Choice, ...]:
    choice = field.value_type if IList.providedBy(field) else field
    chosen = value if isinstance(value, list | tuple) else [value]
    vocabulary = choice.bind(getSite()).vocabulary
    return tuple(
        Choice(term.token, term.title or term.token, term.value in chosen) for term in vocabulary
    )
