"""Scales of pictures: WebP, cropped around what matters, made by a job, only read by visits."""

from communesplone.core import changes
from communesplone.core.behaviors.picture import CENTRE
from communesplone.core.behaviors.picture import crop_of
from communesplone.core.behaviors.picture import focus_of
from communesplone.core.interfaces import ICommunesLayer
from communesplone.core.pictures.cutting import Box
from communesplone.core.pictures.cutting import part_of
from communesplone.core.pictures.cutting import scaled
from communesplone.core.pictures.cutting import size_of
from communesplone.core.pictures.cutting import WHOLE
from io import BytesIO
from PIL import Image
from plone.dexterity.interfaces import IDexterityContent
from plone.namedfile.adapters import ImageFieldScales
from plone.namedfile.interfaces import INamedImageField
from plone.namedfile.scaling import DefaultImageScalingFactory
from plone.namedfile.scaling import ImageScale
from plone.namedfile.scaling import ImageScaling
from plone.scale.interfaces import IImageScaleFactory
from plone.scale.scale import calculate_scaled_dimensions
from plone.scale.storage import AnnotationStorage
from typing import Any
from zExceptions import NotFound
from zExceptions import Redirect
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.component.hooks import getSite
from zope.interface import implementer
import functools
import re


#: Crops beside Plone's scales: name, width, height. They keep the focal point in view.
CROPS = (
    ("wide-480", 480, 270),
    ("wide-960", 960, 540),
    ("wide-1600", 1600, 900),
    ("square-240", 240, 240),
    ("square-480", 480, 480),
)
#: What moves or is drawn by lines is shown whole.
CROPPED = frozenset({"image/jpeg", "image/png", "image/webp"})
EXTENSION = re.compile(r"\.(?!svg)\w+$")


@implementer(IImageScaleFactory)
@adapter(IDexterityContent)
class PictureFactory(DefaultImageScalingFactory):
    """Makes a scale of a picture of our sites; Plone makes those of others, and animations."""

    def create_scale(
        self, data: Any, mode: str, height: int, width: int, **parameters: Any
    ) -> tuple[bytes, str, tuple[int, int]]:
        """Return the scale, its format, and its size."""
        focus, crop = parameters.pop("focus", None), parameters.pop("crop", None)
        site = getSite()
        if site is None or changes.KEY not in IAnnotations(site):
            return super().create_scale(data, mode, height, width, **parameters)
        opened = BytesIO(data) if isinstance(data, bytes) else data
        with Image.open(opened) as image:
            moves, size = getattr(image, "is_animated", False), image.size
        opened.seek(0)
        value = self.get_original_value()
        size = value.getImageSize() if value is not None else size
        if moves or mode not in ("scale", "contain") or not all(size):
            return super().create_scale(opened, mode, height, width, **parameters)
        part = tuple(map(int, crop.split("x"))) if crop else WHOLE
        if mode == "contain" and width and height:
            at = tuple(map(int, focus.split("x"))) if focus else CENTRE
            return scaled(opened, (width, height), at, part)
        shown = size_of(part_of(size, part))
        wanted = calculate_scaled_dimensions(*shown, width, height, "scale")
        return scaled(opened, wanted, None, part)


@adapter(INamedImageField, IDexterityContent, ICommunesLayer)
class PictureScales(ImageFieldScales):
    """What the catalog keeps of a picture: Plone's scales, our crops, the words."""

    def __call__(self) -> list[dict[str, Any]] | None:
        """Return size, addresses and words of the picture; its scales are only announced."""
        found = super().__call__()
        for one in found or ():
            alt = (getattr(self.context, "picture_alt", None) or "").strip()
            decorative = getattr(self.context, "picture_decorative", False)
            one["alt"] = "" if decorative else alt or None
            if self._part() is not None:
                one["width"], one["height"] = self._shown(one["width"], one["height"])
        return found

    def _part(self) -> Box | None:
        """Return the part of the picture that is shown, in percent; None for all of it."""
        image = self.field.get(self.context)
        return crop_of(self.context) if image.contentType in CROPPED else None

    def _shown(self, width: int, height: int) -> tuple[int, int]:
        """Have scales made of what is shown of a picture, and return how large that is."""
        self.images_view.preparing = True
        part = self._part()
        self.images_view.crop = "x".join(map(str, part)) if part else ""
        return size_of(part_of((width, height), part)) if part else (width, height)

    def get_scales(self, field: Any, width: int, height: int) -> dict[str, dict[str, Any]]:
        """Return the scales by name, with the crops that the picture is large enough for."""
        width, height = self._shown(width, height)
        found = super().get_scales(field, width, height)
        image = field.get(self.context)
        for name, scale in found.items():
            most = self.images_view.available_sizes[name]
            scale["width"], scale["height"] = calculate_scaled_dimensions(
                width, height, *most, "scale"
            )
        if image.contentType == "image/svg+xml":
            return found
        x, y = focus_of(self.context)
        focus = {} if (x, y) == CENTRE else {"focus": f"{x}x{y}"}
        for name, crop_width, crop_height in CROPS:
            if crop_width > width or crop_height > height:
                continue
            scale = self.images_view.scale(
                field.__name__,
                width=crop_width,
                height=crop_height,
                mode="contain",
                pre=True,
                include_srcset=False,
                **focus,
            )
            if scale is not None:
                found[name] = {
                    "download": self._scale_view_from_url(scale.url),
                    "width": crop_width,
                    "height": crop_height,
                }
        for scale in found.values():
            scale["download"] = EXTENSION.sub(".webp", scale["download"])
        return found

    def get_original_image_url(self, fieldname: str, width: int, height: int) -> str:
        """Return the address of the picture as it was given."""
        width, height = self._shown(width, height)
        return super().get_original_image_url(fieldname, width, height)


class Pictures(ImageScaling):
    """@@images: what a job has not made yet is not made by a visit; the original stands in."""

    preparing = False
    #: What is shown of a picture whose scales are announced: "10x0x90x80"; empty for all of it.
    crop = ""

    @property
    def _reads_only(self) -> bool:
        return not self.preparing and self.request.method in ("GET", "HEAD")

    def publishTraverse(self, request: Any, name: str) -> Any:
        """Find a scale by its address; send to the original while it is not made."""
        stack = request.get("TraversalRequestNameStack")
        if self._reads_only and not stack and "-" in name:
            info = self._stored().get(name.rpartition(".")[0] or name)
            if info is not None and info.get("data") is None:
                field = info.get("fieldname", "image")
                raise Redirect(f"{self.context.absolute_url()}/@@images/{field}")
            if info is None:
                # Plone would make the place of the scales before it said so.
                raise NotFound(name)
        return super().publishTraverse(request, name)

    def _stored(self) -> Any:
        return IAnnotations(self.context).get("plone.scale") or {}

    def scale(
        self,
        fieldname: str | None = None,
        scale: str | None = None,
        height: int | None = None,
        width: int | None = None,
        mode: str = "scale",
        pre: bool = False,
        include_srcset: bool | None = None,
        **parameters: Any,
    ) -> ImageScale | None:
        """Return a scale; for a visit only one that is there, else the original in its stead."""
        if self.crop:
            parameters.setdefault("crop", self.crop)
        given = (fieldname, scale, height, width, mode, pre, include_srcset)
        if not self._reads_only or fieldname is None:
            return super().scale(*given, **parameters)
        value = self.get_orig_image(fieldname)
        if scale is not None:
            if scale not in self.available_sizes:
                return None
            width, height = self.available_sizes[scale]
        if value is None:
            return None
        modified = functools.partial(self.modified, fieldname)
        key = AnnotationStorage(self.context, modified).hash_key(
            fieldname=fieldname, height=height, width=width, mode=mode, scale=scale, **parameters
        )
        info = self._stored().get(key)
        if info is not None and (pre or info.get("data") is not None):
            return super().scale(*given[:-1], False, **parameters)
        own_width, own_height = value.getImageSize()
        return self._scale_view_class(
            self.context,
            self.request,
            data=value,
            fieldname=fieldname,
            width=own_width,
            height=own_height,
        )
