"""The doors by which pictures come: each refuses before it reads the whole."""

from communesplone.core.interfaces import ICommunesLayer
from communesplone.core.pictures.limits import check
from communesplone.core.pictures.limits import check_length
from communesplone.core.pictures.limits import RefusedPicture
from mimetypes import guess_type
from plone.app.content.browser.file import FileUploadView
from plone.dexterity.interfaces import IDexterityContent
from plone.exportimport.deserializers.blob import ExportImportNamedFieldDeserializer
from plone.exportimport.interfaces import IExportImportRequestMarker
from plone.formwidget.namedfile import utils
from plone.formwidget.namedfile.converter import NamedDataConverter
from plone.formwidget.namedfile.interfaces import INamedImageWidget
from plone.namedfile.interfaces import INamedImageField
from plone.restapi.deserializer.dxfields import NamedFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer
from plone.restapi.services.content.tus import TUSUpload
from typing import Any
from z3c.form.interfaces import IDataConverter
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer


class PictureUpload(FileUploadView):
    """@@fileUpload, by which the text editor and the list of a folder send pictures."""

    def __call__(self) -> str | None:
        """Answer as Plone does; refuse a picture in words that the editor shows."""
        sent = self.request.form.get("file")
        name = getattr(sent, "filename", "") or ""
        kind = guess_type(name)[0] or ""
        if self.request.method == "POST" and kind.startswith("image/"):
            try:
                check(sent, name)
            except RefusedPicture as error:
                self.request.response.setStatus(400)
                return translate(error.message, context=self.request)
        return super().__call__()


@implementer(IDataConverter)
@adapter(INamedImageField, INamedImageWidget)
class PictureConverter(NamedDataConverter):
    """The field of a form: the upload lies in a file that the server wrote, and is looked at."""

    def toFieldValue(self, value: Any) -> Any:
        """Return the picture.

        :raises RefusedPicture: shown beside the field; what else was typed stays.
        """
        request = getattr(self.widget, "request", None)
        if utils.is_file_upload(value) and ICommunesLayer.providedBy(request):
            check(value, value.filename or "")
        return super().toFieldValue(value)


@implementer(IFieldDeserializer)
@adapter(INamedImageField, IDexterityContent, ICommunesLayer)
class PictureDeserializer(NamedFieldDeserializer):
    """The REST interface: the length of what was sent tells enough."""

    def __call__(self, value: Any) -> Any:
        """Return the picture.

        :raises RefusedPicture: which is answered as 400.
        """
        if IExportImportRequestMarker.providedBy(self.request):
            # An import of the operator: the picture lies in a file of the archive.
            return ExportImportNamedFieldDeserializer(self.field, self.context, self.request)(
                value
            )
        if isinstance(value, dict) and isinstance(value.get("data"), str):
            length = len(value["data"])
            encoded = value.get("encoding") == "base64"
            check_length(length * 3 // 4 if encoded else length, value.get("filename") or "")
        elif isinstance(value, TUSUpload):
            with value.open() as opened:
                check(opened, value.metadata().get("filename") or "")
        found = super().__call__(value)
        if found is not None and hasattr(found, "open"):
            with found.open() as opened:
                check(opened, getattr(found, "filename", None) or "")
        return found
