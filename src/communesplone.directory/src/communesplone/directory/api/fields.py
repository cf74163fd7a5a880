"""What the REST interface tells of a person: no contact that is hidden."""

from communesplone.directory.interfaces import IDirectoryLayer
from communesplone.directory.person import CONTACT
from communesplone.directory.person import IPerson
from communesplone.directory.reach import shows_contact
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.serializer.dxfields import DefaultFieldSerializer
from Products.CMFCore.permissions import ModifyPortalContent
from Products.CMFCore.utils import getToolByName
from typing import Any
from zope.component import adapter
from zope.interface import implementer
from zope.schema.interfaces import ITextLine


@implementer(IFieldSerializer)
@adapter(ITextLine, IPerson, IDirectoryLayer)
class ContactSerializer(DefaultFieldSerializer):
    """A line of a person; those of a hidden contact are told to its editors only."""

    def __call__(self) -> Any:
        if self.field.getName() in CONTACT and not self._may_read():
            return None
        return super().__call__()

    def _may_read(self) -> bool:
        membership = getToolByName(self.context, "portal_membership")
        if membership.checkPermission(ModifyPortalContent, self.context):
            return True
        return shows_contact(self.context)
