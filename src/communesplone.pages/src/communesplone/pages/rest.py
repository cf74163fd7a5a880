"""Sections through the REST API: their links as addresses, checked when they come back."""

from AccessControl.SecurityManagement import getSecurityManager
from communesplone.pages.addresses import converted
from communesplone.pages.addresses import kept
from communesplone.pages.addresses import shown
from communesplone.pages.behavior import sections_of
from communesplone.pages.field import check_shape
from communesplone.pages.field import ISectionsField
from communesplone.pages.interfaces import IPagesLayer
from communesplone.pages.writing import checked
from plone.dexterity.interfaces import IDexterityContent
from plone.exportimport.interfaces import IExportImportRequestMarker
from plone.restapi.deserializer.dxfields import DefaultFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.serializer.dxfields import DefaultFieldSerializer
from Products.CMFCore.permissions import ModifyPortalContent
from typing import Any
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer


@implementer(IFieldSerializer)
@adapter(ISectionsField, IDexterityContent, IPagesLayer)
class SectionsSerializer(DefaultFieldSerializer):
    """Links into the site as addresses; an export keeps the UIDs."""

    def __call__(self) -> Any:
        sections = sections_of(self.context)
        if not sections or IExportImportRequestMarker.providedBy(self.request):
            return json_compatible(sections or None)
        # Who may change a page sends it back whole: nothing of it may be missing then.
        edits = getSecurityManager().checkPermission(ModifyPortalContent, self.context)
        return json_compatible(converted(sections, shown(self.context, bool(edits))))


@implementer(IFieldDeserializer)
@adapter(ISectionsField, IDexterityContent, IPagesLayer)
class SectionsDeserializer(DefaultFieldDeserializer):
    """Checks each section by its type. An import may bring types that are not here."""

    def __call__(self, value: Any) -> Any:
        if value is None:
            return None
        check_shape(value)
        imported = IExportImportRequestMarker.providedBy(self.request)
        stored = value if imported else sections_of(self.context)
        found, errors = checked(converted(value, kept), stored)
        if errors and not imported:
            told = (
                f"{way}: {translate(why, context=self.request)}" for way, why in errors.items()
            )
            raise ValueError("; ".join(told))
        return found
