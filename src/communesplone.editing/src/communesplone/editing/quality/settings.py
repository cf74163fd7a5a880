"""What a commune may choose."""

from communesplone.core import _
from zope import schema
from zope.interface import Interface


class IQualitySettings(Interface):
    """Settings of quality, in the site's registry."""

    ask_other_sites = schema.Bool(
        title=_("Ask other sites whether linked pages are there"),
        description=_(
            "At night, each host once in a while. What fails on three different days is said to "
            "be dead. Without this, only links within the site are checked."
        ),
        default=True,
        required=False,
    )
