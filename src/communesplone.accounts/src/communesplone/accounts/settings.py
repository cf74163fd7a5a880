"""What a commune may choose."""

from communesplone.core import _
from zope import schema
from zope.interface import Interface


class IAccountsSettings(Interface):
    """Settings of communesplone.accounts, in the site's registry."""

    second_factor_required = schema.Bool(
        title=_("Webmasters confirm each login with their telephone"),
        description=_(
            "Whoever manages the site and has not set it up yet does so at the next login."
        ),
        default=False,
        required=False,
    )
    shortest_password = schema.Int(
        title=_("Shortest password"),
        description=_("In characters. Common words and names are refused whatever their length."),
        min=8,
        max=64,
        default=12,
        required=True,
    )
    invitation_days = schema.Int(
        title=_("Days of an invitation"),
        description=_("How long the link in the mail works."),
        min=1,
        max=60,
        default=14,
        required=True,
    )
