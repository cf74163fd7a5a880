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
