"""Rows and references of a procedure as JSON."""

from communesplone.procedures.fields import IContentReference
from communesplone.procedures.fields import IRows
from communesplone.procedures.interfaces import IProceduresLayer
from communesplone.procedures.procedure import IProcedure
from communesplone.procedures.references import visible
from communesplone.procedures.rows import Row
from plone.restapi.deserializer.dxfields import DefaultFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.serializer.dxfields import CollectionFieldSerializer
from plone.restapi.serializer.dxfields import DefaultFieldSerializer
from Products.CMFCore.permissions import ModifyPortalContent
from Products.CMFCore.utils import getToolByName
from typing import Any
from zope.component import adapter
from zope.interface import implementer
from zope.schema.interfaces import IList


Data = dict[str, str]


@implementer(IFieldDeserializer)
@adapter(IRows, IProcedure, IProceduresLayer)
class RowsDeserializer(DefaultFieldDeserializer):
    """Reads rows as data, or as the lines that the form has."""

    def __call__(self, value: Any) -> list[Row] | None:
        if value is None or value == "":
            self.field.validate(None)
            return None
        if isinstance(value, str):
            return self.field.fromUnicode(value)
        return self.field.shape.check(value)


def references(context: IProcedure, uids: list[str]) -> list[Data]:
    """Return what the reader may see of other content; an editor keeps what they cannot see."""
    seen = {
        brain.UID: {"token": brain.UID, "title": brain.Title, "@id": brain.getURL()}
        for brain in visible(context, uids)
    }
    may_edit = getToolByName(context, "portal_membership").checkPermission(
        ModifyPortalContent, context
    )
    if not may_edit:
        return [seen[uid] for uid in uids if uid in seen]
    return [seen.get(uid, {"token": uid, "title": uid}) for uid in uids]


@implementer(IFieldSerializer)
@adapter(IContentReference, IProcedure, IProceduresLayer)
class ReferenceSerializer(DefaultFieldSerializer):
    """The service of a procedure."""

    def __call__(self) -> Data | None:
        uid = self.get_value()
        return next(iter(references(self.context, [uid] if uid else [])), None)


@implementer(IFieldSerializer)
@adapter(IList, IProcedure, IProceduresLayer)
class ReferencesSerializer(CollectionFieldSerializer):
    """Lists of a procedure; those of references show what the reader may see."""

    def __call__(self) -> Any:
        if not IContentReference.providedBy(self.field.value_type):
            return super().__call__()
        return references(self.context, list(self.get_value() or ()))
