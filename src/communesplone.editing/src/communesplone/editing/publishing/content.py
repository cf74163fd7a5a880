"""What an item says, as plain parts that can be compared: its fields, then its sections."""

from Acquisition import aq_base
from collections.abc import Collection
from collections.abc import Iterator
from communesplone.core import _
from communesplone.core.hours import BRUSSELS
from communesplone.core.sections import render
from communesplone.core.sections import section_type
from communesplone.editing.publishing.blocks import Block
from communesplone.editing.publishing.blocks import blocks_of
from communesplone.editing.publishing.blocks import blocks_of_text
from communesplone.editing.publishing.blocks import Part
from dataclasses import replace
from datetime import date
from datetime import datetime
from hashlib import blake2b
from plone.app.textfield.value import IRichTextValue
from plone.dexterity.content import DexterityContent
from plone.dexterity.utils import iterSchemata
from plone.namedfile.interfaces import INamed
from typing import Any
from z3c.relationfield.interfaces import IRelationValue
from zope.i18n import translate
from zope.publisher.interfaces import IRequest
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import ICollection
from zope.schema.interfaces import IField
from zope.schema.interfaces import ITitledTokenizedTerm
import json


#: Fields that no citizen reads, or that are compared otherwise.
SILENT = frozenset(
    [
        "id",
        "sections",
        "versioning_enabled",
        "changeNote",
        "exclude_from_nav",
        "allow_discussion",
        "effective",
        "expires",
        "creators",
        "contributors",
        "rights",
        "language",
        "review_date",
        "table_of_contents",
    ]
)


def parts(
    item: DexterityContent,
    request: IRequest,
    context: DexterityContent | None = None,
    only: Collection[str] = (),
) -> list[Part]:
    """Return what `item` says, without what is empty.

    :param context: where it stands, for a former version that stands nowhere.
    :param only: names of fields, to leave out the others.
    """
    where = context if context is not None else item
    marks = _marks(item)
    found = [*_fields(item, where, request), *_sections(item, where, request)]
    return [
        replace(part, mark=marks.get(part.key, ""))
        for part in found
        if part.blocks and _is_asked(part.key, only)
    ]


def _is_asked(key: str, only: Collection[str]) -> bool:
    return not only or key in only or ("sections" in only and key.startswith("section:"))


def fingerprint(item: DexterityContent, only: Collection[str] = ()) -> str:
    """Return what tells the text of `item` from any other: a short digest of each part.

    Of what is kept, not of what is shown: that also changes with the hour and the reader.

    :param only: names of fields, to leave out the others.
    """
    return ".".join(mark for key, mark in _marks(item).items() if _is_asked(key, only))


def moved_since(seen: str, item: DexterityContent) -> set[str] | None:
    """Return the keys of the parts of `item` that are not as in `seen`; None when all are.

    What is gone since gives an empty set: nothing to point at, and yet another text.
    """
    marks = _marks(item)
    if seen == ".".join(marks.values()):
        return None
    known = set(seen.split("."))
    return {key for key, mark in marks.items() if mark not in known}


def _marks(item: DexterityContent) -> dict[str, str]:
    """Return a digest of each part that says something, by its key."""
    found = {name: getattr(aq_base(item), name, None) for name, _field in _schema(item)}
    sections = getattr(aq_base(item), "sections", None)
    for one in sections if isinstance(sections, list) else ():
        found[f"section:{one['id']}"] = one
    return {
        key: _digest(f"{key} {_kept(value)!r}")
        for key, value in found.items()
        if value not in (None, "", (), [], False) and not callable(value)
    }


def _kept(value: Any) -> Any:
    """Return a value as something that is written the same each time."""
    if IRichTextValue.providedBy(value):
        return value.raw
    if INamed.providedBy(value):
        return value.filename, value.getSize()
    if IRelationValue.providedBy(value):
        return value.to_id
    if isinstance(value, dict):
        return [(key, _kept(one)) for key, one in sorted(value.items())]
    if isinstance(value, list | tuple | set | frozenset):
        return [_kept(one) for one in (sorted(value) if isinstance(value, set) else value)]
    return value if isinstance(value, str | int | float) else str(value)


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=5).hexdigest()


def _schema(item: DexterityContent) -> Iterator[tuple[str, IField]]:
    """Yield the fields that citizens read, each name once."""
    seen: set[str] = set()
    for schema in iterSchemata(item):
        for name, field in getFieldsInOrder(schema):
            if name not in SILENT and name not in seen and not field.readonly:
                seen.add(name)
                yield name, field


def _fields(item: DexterityContent, where: DexterityContent, request: IRequest) -> Iterator[Part]:
    for name, field in _schema(where):
        value = getattr(aq_base(item), name, None)
        if not callable(value):
            label = translate(field.title or name, context=request)
            yield Part(name, label, _blocks(field, value, where, request))


def _blocks(
    field: IField, value: Any, where: DexterityContent, request: IRequest
) -> tuple[Block, ...]:
    """Return what a field says, as people read it."""
    if value is None or value == "" or value is field.missing_value:
        return ()
    if IRichTextValue.providedBy(value):
        # As it was written: what is put out would be asked of a version without a place
        return blocks_of(value.raw or "")
    if isinstance(value, str) and not IChoice.providedBy(field):
        return blocks_of_text(value)
    words = _words(field, value, where, request)
    return blocks_of_text(words)


def _words(field: IField, value: Any, where: DexterityContent, request: IRequest) -> str:
    if IBool.providedBy(field):
        # What is not ticked says nothing
        return translate(_("Yes"), context=request) if value else ""
    if IChoice.providedBy(field):
        return _title(field, value, where, request)
    if ICollection.providedBy(field):
        inner = field.value_type
        return "\n".join(
            _words(inner, one, where, request) if inner is not None else str(one)
            for one in value or ()
        )
    if isinstance(value, datetime):
        local = value.astimezone(BRUSSELS) if value.tzinfo else value
        return local.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if INamed.providedBy(value):
        return value.filename or ""
    if IRelationValue.providedBy(value):
        target = value.to_object
        return target.Title() if target is not None else ""
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, default=str, ensure_ascii=False, sort_keys=True)
    return str(value)


def _title(field: IField, value: Any, where: DexterityContent, request: IRequest) -> str:
    if IRelationValue.providedBy(value):
        target = value.to_object
        return target.Title() if target is not None else ""
    bound = field.bind(where)
    try:
        term = bound.vocabulary.getTerm(value)
    except (AttributeError, LookupError):
        return str(value)
    return translate(term.title, context=request) if _has_title(term) else str(value)


def _has_title(term: Any) -> bool:
    return ITitledTokenizedTerm.providedBy(term) and bool(term.title)


def _sections(
    item: DexterityContent, where: DexterityContent, request: IRequest
) -> Iterator[Part]:
    found = getattr(aq_base(item), "sections", None)
    for one in found if isinstance(found, list) else ():
        kind = section_type(one["type"])
        label = translate(kind.title, context=request) if kind is not None else one["type"]
        drawn = "".join(render(where, request, [one]))
        yield Part(f"section:{one['id']}", label, blocks_of(drawn))
