"""Mends written into a page, as its own form would write them."""

from Acquisition import aq_base
from collections.abc import Mapping
from communesplone.core.quality.reading import SECTIONS
from communesplone.core.sections import html
from communesplone.core.sections.fields import IHtml
from communesplone.core.sections.fields import IItems
from communesplone.core.sections.kinds import section_type
from copy import deepcopy
from plone.app.textfield.interfaces import IRichText
from plone.app.textfield.value import RichTextValue
from plone.dexterity.content import DexterityContent
from plone.dexterity.utils import iterSchemata
from typing import Any
from zope.event import notify
from zope.interface.interface import InterfaceClass
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent
from zope.schema.interfaces import IField


def apply(content: DexterityContent, changes: Mapping[str, Any]) -> None:
    """Write values by way, and tell the site: catalog, links, versions.

    Whoever calls has made sure that the person may edit the page.

    :raises KeyError: for a way that leads nowhere in this page.
    """
    changed: dict[InterfaceClass, list[str]] = {}
    for way, value in changes.items():
        name = way.partition(".")[0]
        schema, field = _field(content, name)
        if name == SECTIONS and way != SECTIONS:
            value = with_value(getattr(aq_base(content), SECTIONS, None), way, value)
        elif IRichText.providedBy(field) and isinstance(value, str):
            value = _rich(getattr(aq_base(content), name, None), value, field)
        setattr(schema(content), name, value)
        changed.setdefault(schema, []).append(name)
    notify(
        ObjectModifiedEvent(
            content,
            *(
                Attributes(schema, *(f"{schema.__name__}.{name}" for name in names))
                for schema, names in changed.items()
            ),
        )
    )


def values_of(content: DexterityContent, ways: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a page has now at these ways, so that it can be written back."""
    found = {}
    for way in ways:
        name = way.partition(".")[0]
        value = getattr(aq_base(content), name, None)
        _schema, field = _field(content, name)
        if IRichText.providedBy(field):
            value = getattr(value, "raw", "") or ""
        found[name] = deepcopy(value)
    return found


def _field(content: DexterityContent, name: str) -> tuple[InterfaceClass, IField]:
    for schema in iterSchemata(content):
        if name in schema:
            return schema, schema[name]
    raise KeyError(name)


def _rich(former: Any, raw: str, field: IField) -> RichTextValue:
    if former is None:
        return RichTextValue(raw, field.default_mime_type, field.output_mime_type)
    return RichTextValue(raw, former.mimeType, former.outputMimeType, former.encoding)


def with_value(sections: Any, way: str, value: Any) -> list[dict[str, Any]]:
    """Return sections with another value at a way ("sections.s1ab.questions.2.answer").

    :raises KeyError: when the way leads nowhere.
    """
    _sections, section_id, *names = way.split(".")
    made = deepcopy(sections) if isinstance(sections, list) else []
    section = next((one for one in made if one.get("id") == section_id), None)
    kind = section_type(section["type"]) if section is not None else None
    if section is None or kind is None or not names:
        raise KeyError(way)
    schema, holder = kind.schema, section
    try:
        while len(names) > 1:
            name, at, *names = names
            field = schema[name]
            if not IItems.providedBy(field):
                raise KeyError(way)
            schema, holder = field.part, holder[name][int(at)]
        field = schema[names[0]]
    except (IndexError, TypeError, ValueError) as error:
        raise KeyError(way) from error
    holder[names[0]] = html.clean(value) if IHtml.providedBy(field) else value
    return made
