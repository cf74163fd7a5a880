"""What a commune may choose."""

from communesplone.core import _
from zope import schema
from zope.interface import Interface


class IFeedbackSettings(Interface):
    """Settings of communesplone.feedback, in the site's registry."""

    enabled = schema.Bool(
        title=_("Ask whether pages are useful"),
        description=_("Two buttons at the end of each page."),
        default=True,
        required=False,
    )
    comments = schema.Bool(
        title=_("Take comments"),
        description=_("After the answer, a visitor may write what was missing."),
        default=True,
        required=False,
    )
    months = schema.Int(
        title=_("Months of keeping"),
        description=_("Comments older than this are erased; the counts stay."),
        min=1,
        max=60,
        default=12,
        required=True,
    )
