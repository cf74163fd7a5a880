"""Sections written: checked by their types, kept with the page, told to the rest of the site."""

from collections.abc import Mapping
from collections.abc import Sequence
from communesplone.core import _
from communesplone.core.sections import section_type
from communesplone.core.sections.data import clean
from communesplone.core.sections.data import ID
from communesplone.pages.anchors import names_in
from communesplone.pages.anchors import with_anchors
from communesplone.pages.behavior import ISections
from communesplone.pages.behavior import sections_of
from communesplone.pages.field import check_shape
from communesplone.pages.interfaces import InvalidSections
from communesplone.pages.toptext import raw_of
from copy import deepcopy
from hashlib import blake2b
from plone.dexterity.content import DexterityContent
from typing import Any
from zope.event import notify
from zope.i18nmessageid import Message
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent
from zope.schema import ValidationError
import json


Data = dict[str, Any]
UNKNOWN = _("There is no such kind of section here.")


def revision(sections: Sequence[Mapping[str, Any]]) -> str:
    """Return what tells these sections from any others."""
    text = json.dumps(list(sections), sort_keys=True, default=str)
    return blake2b(text.encode(), digest_size=12).hexdigest()


def checked(
    raw: Sequence[Mapping[str, Any]], stored: Sequence[Data] = ()
) -> tuple[list[Data], dict[str, Message]]:
    """Return sections as their types keep them, and what is wrong by way to the field.

    :param stored: what the page has: of a type that is gone, a section is kept as it is there.
    """
    kept_before = {one["id"]: one for one in stored}
    found: list[Data] = []
    errors: dict[str, Message] = {}
    for one in raw:
        kind = section_type(one["type"])
        if kind is not None:
            data, wrong = clean(kind.schema, one)
            errors |= {f"{one['id']}.{way}": message for way, message in wrong.items()}
            found.append({"id": one["id"], "type": one["type"], **data})
        elif one["id"] in kept_before:
            found.append(deepcopy(kept_before[one["id"]]))
        else:
            errors[one["id"]] = UNKNOWN
    return found, errors


def save(context: DexterityContent, raw: Sequence[Mapping[str, Any]]) -> list[Data]:
    """Keep sections with a page and tell the site: catalog, links, versions.

    :returns: what is kept.
    :raises InvalidSections: nothing is kept then.
    :raises ValidationError: for what are no sections at all.
    """
    check_shape(raw)
    found, errors = checked(raw, sections_of(context))
    if errors:
        raise InvalidSections(errors)
    text = raw_of(context)
    found = with_anchors(found, names_in(text), sections_of(context))
    context.sections = found
    notify(ObjectModifiedEvent(context, Attributes(ISections, "ISections.sections")))
    return found


def is_valid_id(text: str) -> bool:
    """Tell whether a text may name a section."""
    return bool(ID.fullmatch(text))


__all__ = ["ValidationError", "checked", "is_valid_id", "revision", "save"]
