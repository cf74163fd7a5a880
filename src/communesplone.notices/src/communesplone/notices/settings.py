"""What a commune may choose."""

from communesplone.core import _
from communesplone.notices.fields import is_web_address
from zope import schema
from zope.interface import Interface


class INoticesSettings(Interface):
    """Settings of communesplone.notices, in the site's registry."""

    documents_days = schema.Int(
        title=_("Days during which the documents of an inquiry stay after its end"),
        description=_(
            "0: they leave the site on the day after the last, with the name of a private "
            "applicant."
        ),
        min=0,
        max=3650,
        default=0,
        required=True,
    )
    procurement_url = schema.TextLine(
        title=_("Federal platform for public contracts"),
        description=_("Shown where a contract has no address of its own there."),
        constraint=is_web_address,
        default="https://www.publicprocurement.be/",
        required=True,
    )
    evening_hour = schema.Int(
        title=_("Hour of the reminder of waste collections"),
        description=_("The evening before, Belgian time."),
        min=12,
        max=22,
        default=18,
        required=True,
    )
