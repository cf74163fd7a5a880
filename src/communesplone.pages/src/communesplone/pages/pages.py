"""Pages: the content type, and the rule that says how long one is valid."""

from communesplone.core import _
from datetime import date
from datetime import timedelta
from plone.dexterity.content import Item
from plone.supermodel import model
from typing import Literal
from zope import schema
from zope.interface import implementer


Validity = Literal["valid", "ending", "ended"]


class IPages(model.Schema):
    """What an editor fills in, beside title, summary and text."""

    valid_until = schema.Date(
        title=_("Valid until"),
        description=_("The last day on which it is valid. Empty: it has no end."),
        required=False,
    )


@implementer(IPages)
class Pages(Item):
    """Pages as stored content."""


def validity(valid_until: date | None, on: date, warning_days: int) -> Validity:
    """Say whether something valid until the end of a day is valid `on` another day.

    :param valid_until: last day of validity; None when there is no end.
    :param warning_days: from how many days before the last day on it is "ending".
    """
    if valid_until is None:
        return "valid"
    if on > valid_until:
        return "ended"
    return "ending" if valid_until - on < timedelta(days=warning_days) else "valid"


def next_change(valid_until: date | None, on: date, warning_days: int) -> date | None:
    """Return the first day after `on` with another validity; None when it stays as it is."""
    if valid_until is None:
        return None
    days = (
        valid_until - timedelta(days=warning_days - 1),
        valid_until + timedelta(days=1),
    )
    return next((day for day in days if day > on), None)
