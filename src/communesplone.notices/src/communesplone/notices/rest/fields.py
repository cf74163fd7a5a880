"""What the REST interface tells of an applicant: what the page tells."""

from communesplone.core.hours import BRUSSELS
from communesplone.notices.inquiry import IPublicInquiry
from communesplone.notices.inquiry import shown_applicant
from communesplone.notices.interfaces import INoticesLayer
from datetime import datetime
from plone import api
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.serializer.dxfields import DefaultFieldSerializer
from Products.CMFCore.permissions import ModifyPortalContent
from typing import Any
from zope.component import adapter
from zope.interface import implementer
from zope.schema.interfaces import ITextLine


@implementer(IFieldSerializer)
@adapter(ITextLine, IPublicInquiry, INoticesLayer)
class LineSerializer(DefaultFieldSerializer):
    """The lines of an inquiry; a private applicant only while the law wants it published."""

    def __call__(self) -> Any:
        may_edit = api.user.has_permission(ModifyPortalContent, obj=self.context)
        if self.field.__name__ != "applicant" or may_edit:
            return super().__call__()
        return shown_applicant(self.context, datetime.now(BRUSSELS)) or None
