"""Changing an item that another site keeps up: here only what stays with the commune."""

from communesplone.core import _
from communesplone.core.sharing.interfaces import ISyndicated
from communesplone.core.sharing.registration import syndicated_fields
from communesplone.core.sharing.syndicated import source_of
from communesplone.sharing.interfaces import ISharingLayer
from plone.restapi.deserializer import json_body
from plone.restapi.deserializer.dxcontent import DeserializeFromJson
from plone.restapi.interfaces import IDeserializeFromJson
from typing import Any
from zExceptions import BadRequest
from zope.component import adapter
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer


KEPT_UP = _(
    "${source} keeps this text up: it is changed there. To change it here, make it yours first."
)


@implementer(IDeserializeFromJson)
@adapter(ISyndicated, ISharingLayer)
class Guarded(DeserializeFromJson):
    """Takes what stays with the commune; refuses what the source keeps up."""

    def __call__(self, *args: Any, **options: Any) -> Any:
        """See IDeserializeFromJson.

        :raises BadRequest: it names a field that the source keeps up.
        """
        given = options.get("data")
        told = json_body(self.request) if given is None else given
        if set(told) & set(syndicated_fields(self.context.portal_type)):
            source = source_of(self.context)
            name = source.name if source is not None else ""
            words = Message(KEPT_UP, mapping={"source": name})
            raise BadRequest(translate(words, context=self.request))
        return super().__call__(*args, **options)
