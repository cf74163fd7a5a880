"""What a page says, read from its schemas: rich text, words, sections, dates, names of files."""

from Acquisition import aq_base
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from communesplone.core.quality.records import Kind
from communesplone.core.quality.records import Known
from communesplone.core.quality.records import Piece
from communesplone.core.quality.records import Subject
from communesplone.core.sections.fields import IAddress
from communesplone.core.sections.fields import IHtml
from communesplone.core.sections.fields import IItems
from communesplone.core.sections.fields import IReference
from communesplone.core.sections.fields import own_fields
from communesplone.core.sections.kinds import section_type
from datetime import date
from plone.app.textfield.interfaces import IRichText
from plone.app.textfield.interfaces import IRichTextValue
from plone.dexterity.content import DexterityContent
from plone.dexterity.utils import iterSchemata
from plone.dexterity.utils import iterSchemataForType
from plone.namedfile.interfaces import INamedField
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.interface.interface import InterfaceClass
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IField
from zope.schema.interfaces import IText


SECTIONS = "sections"
#: Lines that are no words for readers: they count as facts.
PLAIN_FACTS = frozenset({"email", "phone"})
LEFT_OUT = frozenset({"id", "language", "changeNote", "focal_point", "crop", "rights"})
ALTERNATIVES = frozenset({"alt", "picture_alt"})
ADDRESSES = frozenset({"website", "remoteUrl"})
#: What a form may send of one page.
MOST_PIECES = 2000


def subject_of(content: DexterityContent, typed: Mapping[str, Any] | None = None) -> Subject:
    """Return a page as checks see it.

    :param typed: values by name of the field that a form has and the page not yet.
    """
    pieces, facts = _read(iterSchemata(content), aq_base(content), typed or {})
    return Subject(
        uid=IUUID(content, "") or "",
        title=str(facts.pop("title", "") or content.Title()),
        portal_type=content.portal_type,
        language=(getattr(content, "language", "") or "fr")[:2],
        pieces=pieces,
        facts=facts,
        known=Known(),
    )


def subject_of_type(portal_type: str, language: str, typed: Mapping[str, Any]) -> Subject:
    """Return a page that a form is making; see `subject_of`."""
    pieces, facts = _read(iterSchemataForType(portal_type), None, typed)
    title = str(facts.pop("title", ""))
    return Subject("", title, portal_type, language[:2], pieces, facts, Known())


def _read(
    schemas: Iterable[InterfaceClass], source: Any, typed: Mapping[str, Any]
) -> tuple[tuple[Piece, ...], dict[str, Any]]:
    pieces: list[Piece] = []
    facts: dict[str, Any] = {}
    for schema in schemas:
        for name, field in getFieldsInOrder(schema):
            if name in LEFT_OUT:
                continue
            value = typed[name] if name in typed else getattr(source, name, None)
            if name == SECTIONS:
                pieces += section_pieces(value)
            elif (kind := _kind(name, field)) is not None:
                text = _text(value)
                if name == "title":
                    facts["title"] = text
                if text:
                    pieces.append(Piece(name, kind, text, field.title))
            elif _is_fact(name, field):
                facts[name] = _fact(field, value)
    for name in ALTERNATIVES & {piece.way for piece in pieces}:
        facts[name] = next(piece.value for piece in pieces if piece.way == name)
    return tuple(pieces[:MOST_PIECES]), facts


def _kind(name: str, field: IField) -> Kind | None:
    """Return what a field of a content type holds for readers; None for what they do not read."""
    if IRichText.providedBy(field):
        return "html"
    if not IText.providedBy(field) or name in PLAIN_FACTS:
        return None
    if name in ADDRESSES:
        return "address"
    return "alternative" if name in ALTERNATIVES else "text"


def _text(value: Any) -> str:
    if IRichTextValue.providedBy(value):
        return value.raw or ""
    return value if isinstance(value, str) else ""


def _is_fact(name: str, field: IField) -> bool:
    kinds = (IBool, IDate, IChoice, INamedField)
    return name in PLAIN_FACTS or any(kind.providedBy(field) for kind in kinds)


def _fact(field: IField, value: Any) -> Any:
    """Return a value as plain data; what a form sends of it comes as text."""
    if INamedField.providedBy(field):
        return value if isinstance(value, str) else getattr(value, "filename", None)
    if IDate.providedBy(field) and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, str | bool | date) else None


def section_pieces(sections: Any) -> Iterator[Piece]:
    """Yield what people read in sections, parts unfolded; what is no section is passed over."""
    for number, section in enumerate(sections if isinstance(sections, list) else (), 1):
        if not isinstance(section, Mapping) or not isinstance(section.get("type"), str):
            continue
        kind = section_type(section["type"])
        if kind is not None:
            way = f"{SECTIONS}.{section.get('id', number)}"
            yield from _of_schema(kind.schema, section, way, number)


def _of_schema(
    schema: InterfaceClass, data: Mapping[str, Any], way: str, number: int
) -> Iterator[Piece]:
    for name, field in own_fields(schema):
        value, here = data.get(name), f"{way}.{name}"
        if IItems.providedBy(field):
            for at, part in enumerate(value if isinstance(value, list) else ()):
                if isinstance(part, Mapping):
                    yield from _of_schema(field.part, part, f"{here}.{at}", number)
        elif (kind := _section_kind(name, field)) is not None and isinstance(value, str) and value:
            yield Piece(here, kind, value, field.title, number)


def _section_kind(name: str, field: IField) -> Kind | None:
    if IReference.providedBy(field) or IChoice.providedBy(field):
        return None
    if IHtml.providedBy(field):
        return "html"
    if IAddress.providedBy(field):
        return "address"
    if not IText.providedBy(field):
        return None
    return "alternative" if name in ALTERNATIVES else "line"
