"""Which fields of a type are shared, and which stay with the commune."""

from collections.abc import Mapping
from communesplone.core.sharing.interfaces import IShareable
from dataclasses import dataclass
from dataclasses import field
from plone.dexterity.utils import iterSchemataForType
from typing import Any
from zope.component import queryUtility
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IField


#: In an `example`: the place of words that are each commune's own.
TO_FILL = "\ue000\ue001"
#: Who wrote it, when it shows, where it stands, whom to reach: what leaves no commune.
ALWAYS_LOCAL = frozenset(
    [
        "creators",
        "contributors",
        "rights",
        "effective",
        "expires",
        "exclude_from_nav",
        "nextPreviousEnabled",
        "allow_discussion",
        "changeNote",
        "versioning_enabled",
        "id",
        "language",
        "table_of_contents",
        "relatedItems",
        "phone",
        "email",
        "website",
        "street",
        "number",
        "postal_code",
        "locality",
        "latitude",
        "longitude",
        "opening_hours",
        "review_date",
        "responsible_service",
        "contact_name",
        "contact_email",
        "contact_phone",
        "attendees",
        "event_url",
    ]
)


@implementer(IShareable)
@dataclass(frozen=True)
class Shareable:
    """See IShareable."""

    kind: str
    title: Message
    local: frozenset[str] = frozenset()
    asked: tuple[str, ...] = ()
    each: frozenset[str] = frozenset()
    syndicated: frozenset[str] | None = None
    example: Mapping[str, Any] = field(default_factory=dict, hash=False)


def shareable(portal_type: str) -> Shareable | None:
    """Return what a type declares; None for one that cannot be shared."""
    return queryUtility(IShareable, name=portal_type)


def _fields(portal_type: str) -> dict[str, IField]:
    return {
        name: field
        for schema in iterSchemataForType(portal_type)
        for name, field in getFieldsInOrder(schema)
        if not field.readonly
    }


def shared_fields(portal_type: str) -> dict[str, IField]:
    """Return the fields of a type that leave the commune, by name, in the order of the form.

    :raises KeyError: for a type that cannot be shared.
    """
    declared = shareable(portal_type)
    if declared is None:
        raise KeyError(portal_type)
    kept = ALWAYS_LOCAL | declared.local
    return {name: field for name, field in _fields(portal_type).items() if name not in kept}


def syndicated_fields(portal_type: str) -> dict[str, IField]:
    """Return the fields that go along when others show an item of a type, by name, in order.

    :raises KeyError: for a type that others cannot show.
    """
    declared = shareable(portal_type)
    if declared is None or declared.syndicated is None:
        raise KeyError(portal_type)
    kept = (ALWAYS_LOCAL | declared.local) - declared.syndicated
    return {name: field for name, field in _fields(portal_type).items() if name not in kept}


def local_fields(portal_type: str) -> dict[str, IField]:
    """Return the fields that an adopting commune is asked for, by name, in that order."""
    declared = shareable(portal_type)
    if declared is None:
        raise KeyError(portal_type)
    found = _fields(portal_type)
    return {name: found[name] for name in declared.asked if name in found}
