"""The versions of an item, as CMFEditions keeps them at each saving."""

from Acquisition import aq_base
from communesplone.core.interfaces import CommunesError
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from plone import api
from plone.dexterity.content import DexterityContent
from plone.dexterity.utils import iterSchemata
from Products.CMFCore.permissions import ModifyPortalContent
from Products.CMFEditions.interfaces.IArchivist import ArchivistRetrieveError
from Products.CMFEditions.interfaces.IArchivist import ArchivistUnregisteredError
from Products.CMFEditions.Permissions import AccessPreviousVersions
from Products.CMFEditions.Permissions import RevertToPreviousVersions
from z3c.relationfield.interfaces import IRelation
from z3c.relationfield.interfaces import IRelationList
from zExceptions import Unauthorized
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent
from zope.schema import getFieldsInOrder


#: The page of versions shows no more; older ones stay where they are.
MOST = 40
#: What says when a page is online is no part of its text.
NOT_TEXT = frozenset({"id", "effective", "expires", "exclude_from_nav", "versioning_enabled"})


class NoSuchVersion(CommunesError):
    """A version that this item does not have."""


@dataclass(frozen=True)
class Version:
    """A saving: `number` from 0, the moment (aware), who (a user id), and what they said."""

    number: int
    moment: datetime
    by: str
    comment: str


def are_kept(item: DexterityContent) -> bool:
    """Tell whether saving this item keeps the former text."""
    return bool(api.portal.get_tool("portal_repository").isVersionable(item))


def versions(item: DexterityContent) -> list[Version]:
    """Return the versions of `item`, the newest first; none for what has none."""
    if not api.user.has_permission(AccessPreviousVersions, obj=item):
        return []
    if getattr(aq_base(item), "version_id", None) is None:
        return []
    try:
        history = api.portal.get_tool("portal_archivist").getHistoryMetadata(item)
    except ArchivistUnregisteredError:
        return []
    length = history.getLength(countPurged=False)
    return [
        _described(number, history.retrieve(number, countPurged=False))
        for number in range(length - 1, max(-1, length - 1 - MOST), -1)
    ]


def _described(number: int, found: dict) -> Version:
    said = found["metadata"]["sys_metadata"]
    moment = datetime.fromtimestamp(said["timestamp"], UTC)
    return Version(number, moment, said.get("principal") or "", str(said.get("comment") or ""))


def text_of(item: DexterityContent, number: int) -> DexterityContent:
    """Return a former version, a copy that stands nowhere; nothing is written.

    :raises NoSuchVersion: there is none of that number.
    :raises Unauthorized: the versions of this item are not for this user.
    """
    if not api.user.has_permission(AccessPreviousVersions, obj=item):
        raise Unauthorized(item.absolute_url())
    archivist = api.portal.get_tool("portal_archivist")
    try:
        found = archivist.retrieve(item, selector=number, countPurged=False)
    except (ArchivistRetrieveError, LookupError, TypeError) as error:
        raise NoSuchVersion(str(number)) from error
    return found.data.object


def may_restore(item: DexterityContent) -> bool:
    """Tell whether this user may give `item` a former text."""
    needed = (RevertToPreviousVersions, ModifyPortalContent)
    return all(api.user.has_permission(name, obj=item) for name in needed)


def restore(item: DexterityContent, number: int, comment: str) -> None:
    """Give `item` the text of a former version; the text it has stays a version too.

    State, dates, place and relations stay. What CMFEditions does itself would also bring back
    annotations and marks, with the remarks and locks of then.

    :raises NoSuchVersion: there is none of that number.
    :raises Unauthorized: this user may not.
    """
    if not may_restore(item):
        raise Unauthorized(item.absolute_url())
    former = text_of(item, number)
    for schema in iterSchemata(item):
        for name, field in getFieldsInOrder(schema):
            relation = IRelation.providedBy(field) or IRelationList.providedBy(field)
            if name in NOT_TEXT or field.readonly or relation:
                continue
            if name in former.__dict__:
                setattr(item, name, former.__dict__[name])
            elif name in item.__dict__:
                delattr(item, name)
    repository = api.portal.get_tool("portal_repository")
    notify(ObjectModifiedEvent(item))
    if repository.supportsPolicy(item, "version_on_revert"):
        repository.save(item, comment=comment)
