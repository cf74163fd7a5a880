"""A text that is not in the page, kept among its versions beside the one that is."""

from collections.abc import Iterator
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.uniting.page import Both
from communesplone.core.uniting.page import IAside
from communesplone.core.uniting.page import SEEN
from communesplone.editing.versions import history
from communesplone.editing.words import say
from contextlib import contextmanager
from plone import api
from plone.dexterity.content import DexterityContent
from plone.dexterity.interfaces import IDexterityContent
from plone.dexterity.utils import iterSchemata
from Products.CMFEditions.interfaces.IModifier import FileTooLargeToVersionError
from Products.CMFEditions.Permissions import SaveNewVersion
from typing import Any
from z3c.form.interfaces import IDataManager
from z3c.form.interfaces import NOT_CHANGED
from z3c.relationfield.interfaces import IRelation
from z3c.relationfield.interfaces import IRelationList
from zope.component import adapter
from zope.component import getMultiAdapter
from zope.interface import implementer
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IField


MINE = _("A text that was not saved, kept aside")
THEIRS = _("The text of the page, unchanged")


@implementer(IAside)
@adapter(IDexterityContent)
class Aside:
    """Both texts of a form that is not Plone's own, by the names of their fields."""

    def __init__(self, context: DexterityContent) -> None:
        self.context = context

    def both(self, values: Mapping[str, Any], form: Mapping[str, Any]) -> Both | None:
        known = kept_both(self.context) if SEEN in form else None
        fields = {
            name: field
            for schema in iterSchemata(self.context)
            for name, field in getFieldsInOrder(schema)
            if name in values
        }
        mine = {name: values[name] for name in fields}
        return known or keep_both(self.context, fields, mine)


def keep_both(
    item: DexterityContent, fields: Mapping[str, IField], values: Mapping[str, Any]
) -> Both | None:
    """Make two versions: `item` with the values of somebody who was too late, and as it is.

    The page itself stays as it is, and its own text is the newest version.

    :param fields: by the keys of `values`.
    :returns: None for what keeps no versions, or where this user may make none.
    """
    if not history.are_kept(item) or not api.user.has_permission(SaveNewVersion, obj=item):
        return None
    mine = {
        name: value
        for name, value in values.items()
        if value is not NOT_CHANGED and _is_text(fields[name])
    }
    repository = api.portal.get_tool("portal_repository")
    try:
        with _holding(item, fields, mine):
            repository.save(item, comment=say(MINE))
        repository.save(item, comment=say(THEIRS))
    except FileTooLargeToVersionError:
        return None
    return _both(item)


def _is_text(field: IField) -> bool:
    """Tell whether a field is kept in versions: relations, dates and place are not."""
    relation = IRelation.providedBy(field) or IRelationList.providedBy(field)
    return not (relation or field.readonly or field.__name__ in history.NOT_TEXT)


@contextmanager
def _holding(
    item: DexterityContent, fields: Mapping[str, IField], values: Mapping[str, Any]
) -> Iterator[None]:
    """Let `item` have other values for a moment, without telling anybody."""
    before = _values(item, fields, values)
    try:
        _set(item, fields, values)
        yield
    finally:
        _set(item, fields, before)


def _set(item: DexterityContent, fields: Mapping[str, IField], values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        getMultiAdapter((item, fields[name]), IDataManager).set(value)


def _values(
    item: DexterityContent, fields: Mapping[str, IField], names: Mapping[str, Any]
) -> dict[str, Any]:
    return {name: getMultiAdapter((item, fields[name]), IDataManager).query() for name in names}


def kept_both(item: DexterityContent) -> Both | None:
    """Return the newest two versions when they are what `keep_both` made for this person."""
    known = history.versions(item)[:2]
    person = api.user.get_current().getId()
    if [(one.comment, one.by) for one in known] != [(say(THEIRS), person), (say(MINE), person)]:
        return None
    return _both(item)


def _both(item: DexterityContent) -> Both:
    theirs = history.versions(item)[0].number
    return Both(mine=theirs - 1, theirs=theirs, url=f"{item.absolute_url()}/@@versions")
