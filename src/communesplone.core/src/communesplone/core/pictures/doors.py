"""The doors by which pictures come: each refuses before it reads the whole."""

from base64 import decodebytes
from communesplone.core.interfaces import ICommunesLayer
from communesplone.core.pictures.limits import check
from communesplone.core.pictures.limits import check_length
from communesplone.core.pictures.limits import RefusedPicture
from io import BytesIO
from mimetypes import guess_type
from plone.app.content.browser.file import FileUploadView
from plone.app.z3cform.interfaces import IPloneFormLayer
from plone.dexterity.interfaces import IDexterityContent
from plone.exportimport.deserializers.blob import ExportImportNamedFieldDeserializer
from plone.exportimport.interfaces import IExportImportRequestMarker
from plone.formwidget.namedfile import utils
from plone.formwidget.namedfile.converter import NamedDataConverter
from plone.formwidget.namedfile.interfaces import IFileUploadTemporaryStorage
from plone.formwidget.namedfile.interfaces import INamedImageWidget
from plone.formwidget.namedfile.widget import NamedImageWidget
from plone.namedfile.interfaces import INamedImageField
from plone.restapi.deserializer.dxfields import NamedFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer
from plone.restapi.services.content.tus import TUSUpload
from typing import Any
from z3c.form.interfaces import IDataConverter
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import NO_VALUE
from z3c.form.widget import FieldWidget
from zExceptions import BadRequest
from zope.component import adapter
from zope.component.hooks import getSite
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import implementer_only


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
        if ICommunesLayer.providedBy(request):
            if utils.is_file_upload(value):
                check(value, value.filename or "")
            elif isinstance(value, str | bytes) and value:
                # Typed instead of sent: Plone takes it for a picture all the same.
                check(BytesIO(value.encode() if isinstance(value, str) else value), "")
        return super().toFieldValue(value)


@implementer_only(INamedImageWidget)
class PictureWidget(NamedImageWidget):
    """The field of a form; of what was sent, it keeps for a next try only what is taken."""

    @property
    def is_uploaded(self) -> bool:
        """Whether there is something to keep until the rest of the form is right."""
        if utils.is_file_upload(self.value):
            return is_taken(self.value)
        return super().is_uploaded

    def extract(self, default: Any = NO_VALUE) -> Any:
        """Return what was sent, now or with a former try of the form."""
        key = self.request.get(f"{self.name}.file_upload_id") or ""
        kept = IFileUploadTemporaryStorage(getSite()).upload_map.get(key) if key else None
        # The field of another form, for files of any kind, may have kept it.
        if kept is not None and not is_taken(BytesIO(kept.get("data") or b"")):
            return default
        return super().extract(default)


@implementer(IFieldWidget)
@adapter(INamedImageField, IPloneFormLayer)
def picture_widget(field: INamedImageField, request: Any) -> PictureWidget:
    """Return the widget of a picture in all forms."""
    return FieldWidget(field, PictureWidget(request))


def is_taken(opened: Any) -> bool:
    """Tell whether a picture is one that would be taken."""
    try:
        check(opened, "")
    except RefusedPicture:
        return False
    return True


@implementer(IFieldDeserializer)
@adapter(INamedImageField, IDexterityContent, ICommunesLayer)
class PictureDeserializer(NamedFieldDeserializer):
    """The REST interface: what was sent is looked at before a value is made of it."""

    def __call__(self, value: Any) -> Any:
        """Return the picture.

        :raises RefusedPicture: which is answered as 400.
        """
        if IExportImportRequestMarker.providedBy(self.request):
            # An import of the operator: the picture lies in a file of the archive.
            return ExportImportNamedFieldDeserializer(self.field, self.context, self.request)(
                value
            )
        if isinstance(value, TUSUpload):
            with value.open() as opened:
                check(opened, value.metadata().get("filename") or "")
        elif isinstance(value, str):
            check(BytesIO(value.encode()), "")
        elif isinstance(value, dict) and isinstance(value.get("data"), str):
            value = self._checked(value)
        return super().__call__(value)

    def _checked(self, value: dict[str, Any]) -> dict[str, Any]:
        """Return what was sent with a picture in it that is taken."""
        name = value.get("filename") or ""
        sent = value["data"].encode()
        if not value.get("encoding"):
            check(BytesIO(sent), name)
            return {key: one for key, one in value.items() if key != "encoding"}
        if value["encoding"] != "base64":
            # Python knows others, some of which unpack without end.
            raise BadRequest("A picture is sent in base64.")
        check_length(len(sent) * 3 // 4, name)
        check(BytesIO(decodebytes(sent)), name)
        return value
