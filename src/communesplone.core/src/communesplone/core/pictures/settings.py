"""How large a picture may be."""

from communesplone.core import _
from zope import schema
from zope.interface import Interface


class IPictures(Interface):
    """Limits of a site, in its registry."""

    most_megabytes = schema.Int(
        title=_("Largest file, in megabytes"),
        description=_("A picture that is larger is refused before it is read."),
        min=1,
        max=100,
        default=25,
        required=True,
    )
    most_megapixels = schema.Int(
        title=_("Most pixels, in millions"),
        description=_(
            "A picture with more is refused before it is decoded: it would fill memory."
        ),
        min=1,
        max=150,
        default=60,
        required=True,
    )
