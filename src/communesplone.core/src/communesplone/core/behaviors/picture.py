"""What a picture needs for everybody: words in its place, and the point that must stay in view."""

from communesplone.core import _
from communesplone.core.form_errors import at
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from typing import Any
from zope import schema
from zope.globalrequest import getRequest
from zope.interface import Invalid
from zope.interface import invariant
from zope.interface import provider
import re


PERCENT = r"(100|\d{1,2})"
#: Left, top, right and bottom of what is shown, in percent of the picture.
CROP = re.compile(r"\s*[,; ]\s*".join([PERCENT] * 4))
#: A smaller part of a picture shows nothing.
SMALLEST = 10
FOCUS = re.compile(r"(100|\d{1,2})\s*[,;x ]\s*(100|\d{1,2})")
CENTRE = (50, 50)


class InvalidFocus(schema.ValidationError):
    __doc__ = _("Write two numbers from 0 to 100, from the left and from the top: 50, 30")


def is_focus(text: str) -> bool:
    """Accept two percentages.

    :raises InvalidFocus: with an example.
    """
    if not FOCUS.fullmatch(text.strip()):
        raise InvalidFocus(text)
    return True


class InvalidCrop(schema.ValidationError):
    __doc__ = _(
        "Write four numbers from 0 to 100: left, top, right and bottom of what is shown. "
        "Example: 10, 0, 90, 80"
    )


def is_crop(text: str) -> bool:
    """Accept a part of a picture in percent, a tenth of it or more each way.

    :raises InvalidCrop: with an example.
    """
    if _crop(text) is None:
        raise InvalidCrop(text)
    return True


def _crop(text: str) -> tuple[int, int, int, int] | None:
    found = CROP.fullmatch(text.strip())
    if found is None:
        return None
    left, top, right, bottom = map(int, found.groups())
    wide, high = right - left >= SMALLEST, bottom - top >= SMALLEST
    return (left, top, right, bottom) if wide and high else None


def crop_of(content: Any) -> tuple[int, int, int, int] | None:
    """Return what is shown of a content's picture, in percent; None for all of it."""
    found = _crop(getattr(content, "crop", None) or "")
    return None if found == (0, 0, 100, 100) else found


def focus_of(content: Any) -> tuple[int, int]:
    """Return the focal point of a content's picture, in percent from the left and the top."""
    found = FOCUS.fullmatch((getattr(content, "focal_point", None) or "").strip())
    return (int(found[1]), int(found[2])) if found else CENTRE


def _form() -> dict[str, Any]:
    return getattr(getRequest(), "form", None) or {}


def _asks_words() -> bool:
    """Tell whether a form with these fields was filled in.

    Content that comes by an import or the REST interface may be older than the question.
    """
    return any(key.endswith("IPicture.picture_alt") for key in _form())


def _sends_picture() -> bool:
    """Tell whether the form of this request brings a picture."""
    return any(
        key.endswith("widgets.image") and getattr(value, "filename", "")
        for key, value in _form().items()
    )


@provider(IFormFieldProvider)
class IPicture(model.Schema):
    """Words and focal point of the picture in the field `image`."""

    picture_alt = schema.TextLine(
        title=_("What the picture shows"),
        description=_(
            "Read aloud to those who do not see it. One sentence, without “picture of”."
        ),
        max_length=250,
        required=False,
    )
    picture_decorative = schema.Bool(
        title=_("The picture is only decorative"),
        description=_("It tells nothing that the text does not: it is not read aloud."),
        default=False,
        required=False,
    )
    focal_point = schema.TextLine(
        title=_("Focal point"),
        description=_(
            "What must stay in view when the picture is cropped: two numbers from 0 to 100, from "
            "the left and from the top. Empty: the centre. Example: 50, 30"
        ),
        constraint=is_focus,
        required=False,
    )
    crop = schema.TextLine(
        title=_("Crop"),
        description=_(
            "What is shown of the picture: four numbers from 0 to 100, its left, top, right and "
            "bottom. Empty: all of it. The picture itself is kept whole. Example: 10, 0, 90, 80"
        ),
        constraint=is_crop,
        required=False,
    )

    @invariant
    def says_what_it_shows(data: Any) -> None:
        """Have a picture described, or said to be decorative."""
        if not _asks_words():
            return
        context = getattr(data, "__context__", None)
        has_picture = _sends_picture() or getattr(context, "image", None)
        if has_picture and not data.picture_decorative and not (data.picture_alt or "").strip():
            raise at(
                Invalid(_("Say what the picture shows, or tick that it is only decorative.")),
                "picture_alt",
            )
