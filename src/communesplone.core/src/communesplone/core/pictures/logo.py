"""The logo and the icon of a site: pictures that the registry keeps as text in base64.

Plone makes a picture of that text at each visit that asks for it.
"""

from binascii import Error
from communesplone.core.interfaces import ICommunesLayer
from communesplone.core.pictures.limits import check
from communesplone.core.pictures.limits import RefusedPicture
from io import BytesIO
from plone.base.interfaces import ISiteSchema
from plone.formwidget.namedfile import utils
from plone.formwidget.namedfile.converter import b64decode_file
from plone.formwidget.namedfile.converter import Base64Converter
from plone.formwidget.namedfile.interfaces import INamedImageWidget
from plone.registry.interfaces import IRecordModifiedEvent
from typing import Any
from z3c.form.interfaces import IDataConverter
from zExceptions import BadRequest
from zope.component import adapter
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.interface import implementer
from zope.schema.interfaces import IBytes


NAMES = ("site_logo", "site_favicon")
#: How files begin that may hold notes of a camera.
NOTED = (b"\xff\xd8", b"II", b"MM", b"RIFF")


@implementer(IDataConverter)
@adapter(IBytes, INamedImageWidget)
class LogoConverter(Base64Converter):
    """The field of the control panel."""

    def toFieldValue(self, value: Any) -> Any:
        """Return the text that is kept.

        :raises RefusedPicture: shown beside the field.
        """
        sent = utils.is_file_upload(value) and value.filename
        if sent and ICommunesLayer.providedBy(self.widget.request):
            try:
                check(value, value.filename)
            except RefusedPicture:
                # Else Plone would keep it, and make a picture of it with the next try.
                self.widget.value = None
                raise
        return super().toFieldValue(value)


def follow_logo(change: IRecordModifiedEvent) -> None:
    """Refuse a logo that lies, in whatever way it comes to the registry.

    :raises BadRequest: with what to do.
    """
    record, value = change.record, change.newValue
    ours = record.interfaceName == ISiteSchema.__identifier__ and record.fieldName in NAMES
    if not ours or not value:
        return
    try:
        name, data = b64decode_file(value)
        if data.startswith(NOTED):
            check(BytesIO(data), name)
    except RefusedPicture as error:
        raise BadRequest(translate(error.message, context=getRequest())) from error
    except (Error, ValueError, IndexError):
        # No picture at all: Plone says so, or shows none.
        return
