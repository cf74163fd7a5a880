"""The schema field of sections: plain data."""

from communesplone.core import _
from communesplone.core.sections.data import ID
from plone.schema import JSONField
from plone.schema.jsonfield import IJSONField
from typing import Any
from zope.interface import implementer
from zope.schema import ValidationError
import json


MOST_SECTIONS = 80
LARGEST = 1_000_000


class NotSections(ValidationError):
    __doc__ = _("These are no sections: a list of objects, each with its own id and its type.")


class TooManySections(ValidationError):
    __doc__ = _("This is too much for one page.")


class ISectionsField(IJSONField):
    """A list of sections as plain data."""


@implementer(ISectionsField)
class SectionsField(JSONField):
    """Checks the shape; what is in a section is checked where it is written."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("schema", json.dumps({"type": "array"}))
        super().__init__(**options)

    def _validate(self, value: Any) -> None:
        super()._validate(value)
        check_shape(value)


def check_shape(value: Any) -> None:
    """Accept a list of sections.

    :raises ValidationError: for anything else.
    """
    if not isinstance(value, list) or not all(_is_section(one) for one in value):
        raise NotSections(value)
    if len({one["id"] for one in value}) != len(value):
        raise NotSections(value)
    if len(value) > MOST_SECTIONS or len(json.dumps(value)) > LARGEST:
        raise TooManySections(value)


def _is_section(one: Any) -> bool:
    return (
        isinstance(one, dict)
        and isinstance(one.get("id"), str)
        and bool(ID.fullmatch(one["id"]))
        and isinstance(one.get("type"), str)
    )
