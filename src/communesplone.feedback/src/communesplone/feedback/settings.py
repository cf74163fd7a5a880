"""What a commune may choose."""

from communesplone.core import _
from zope import schema
from zope.interface import Interface


class IFeedbackSettings(Interface):
    """Settings of communesplone.feedback, in the site's registry."""

    warning_days = schema.Int(
        title=_("Days of warning"),
        description=_("How many days before the end the page says that it ends soon."),
        min=0,
        default=14,
        required=True,
    )
