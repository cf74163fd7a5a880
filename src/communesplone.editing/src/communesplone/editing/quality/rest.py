"""What other programs write to a page that citizens read: nothing that the law forbids."""

from communesplone.core.quality import lawful
from communesplone.editing.interfaces import IEditingLayer
from plone.dexterity.interfaces import IDexterityContent
from plone.rest.interfaces import IAPIRequest
from plone.restapi.deserializer.dxcontent import DeserializeFromJson
from plone.restapi.interfaces import IDeserializeFromJson
from typing import Any
from zope.component import adapter
from zope.interface import implementer


@implementer(IDeserializeFromJson)
@adapter(IDexterityContent, IEditingLayer)
class Lawful(DeserializeFromJson):
    """Asks what a form asks. An import of a whole site is no request of such a program."""

    def __call__(self, *args: Any, **options: Any) -> Any:
        """See IDeserializeFromJson.

        :raises HeldBack: the error undoes the request.
        """
        if not IAPIRequest.providedBy(self.request):
            return super().__call__(*args, **options)
        with lawful(self.context):
            return super().__call__(*args, **options)
