"""What a commune may choose."""

from communesplone.core import _
from communesplone.subscriptions.address import InvalidAddress
from communesplone.subscriptions.address import read_address
from zope import schema
from zope.interface import Interface
from zope.schema import ValidationError


class NotAnAddress(ValidationError):
    __doc__ = _("Write a complete address, such as name@example.be")


def is_address(text: str | None) -> bool:
    """Accept a mail address, or nothing.

    :raises NotAnAddress: for anything else.
    """
    try:
        return not text or bool(read_address(text))
    except InvalidAddress:
        raise NotAnAddress(text) from None


class ISubscriptionsSettings(Interface):
    """Settings of communesplone.subscriptions, in the site's registry."""

    sender_address = schema.TextLine(
        title=_("Address of the sender"),
        description=_(
            "Subscribers see it and answer to it. Empty: the address of the site's mail settings."
        ),
        constraint=is_address,
        default="",
        required=False,
    )
    sender_name = schema.TextLine(
        title=_("Name of the sender"),
        description=_("Empty: the name of the commune."),
        max_length=100,
        default="",
        required=False,
    )
    bounce_address = schema.TextLine(
        title=_("Address for mail that comes back"),
        description=_("Your host gives it. Empty: what comes back is not counted."),
        constraint=is_address,
        default="",
        required=False,
    )
    digest_hour = schema.Int(
        title=_("Hour of the summary"),
        description=_("From 0 to 23, in Belgium's time."),
        min=0,
        max=23,
        default=7,
        required=True,
    )
    weekly_day = schema.Choice(
        title=_("Day of the weekly summary"),
        vocabulary="communesplone.subscriptions.weekdays",
        default=0,
        required=True,
    )
    hard_bounces = schema.Int(
        title=_("Refusals before mail stops"),
        description=_("After so many mails that came back for good, the address gets no more."),
        min=1,
        max=20,
        default=3,
        required=True,
    )
    switched_off = schema.FrozenSet(
        title=_("Topics that are not offered"),
        description=_("Nobody can choose them, and nothing is sent for them."),
        value_type=schema.Choice(vocabulary="communesplone.subscriptions.topics"),
        default=frozenset(),
        required=False,
    )
