"""What an event of a commune has beside Plone's dates, place and contact."""

from communesplone.core import _
from communesplone.core.form_errors import at
from communesplone.news.interfaces import InvalidDates
from communesplone.news.recurrence import read_recurrence
from datetime import datetime
from decimal import Decimal
from plone.app.event.dx.interfaces import IDXEvent
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from zope import schema
from zope.interface import Invalid
from zope.interface import invariant
from zope.interface import provider
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary
import re


PLANNED, CANCELLED, MOVED, FULL = "planned", "cancelled", "moved", "full"
STATUSES = SimpleVocabulary(
    [
        SimpleTerm(PLANNED, title=_("Takes place as planned")),
        SimpleTerm(CANCELLED, title=_("Cancelled")),
        SimpleTerm(MOVED, title=_("Moved to another date or place")),
        SimpleTerm(FULL, title=_("Fully booked")),
    ]
)
YEARS = (1900, 2200)
WEB_ADDRESS = re.compile(r"https?://[^\s/]+\S*")


class NotAWebAddress(schema.ValidationError):
    __doc__ = _("Write a complete address, such as https://www.example.be/booking.")


def is_web_address(value: str) -> bool:
    """Accept an address of the web."""
    if not WEB_ADDRESS.fullmatch(value):
        raise NotAWebAddress(value)
    return True


@provider(IFormFieldProvider)
class IEventDetails(model.Schema, IDXEvent):
    """Status, price, booking, accessibility. Marks the events that have this add-on's page."""

    model.fieldset(
        "status", label=_("Status"), fields=["event_status", "status_reason", "moved_from"]
    )
    event_status = schema.Choice(
        title=_("Status"),
        description=_("A cancelled or postponed event stays in the agenda and says so."),
        vocabulary=STATUSES,
        default=PLANNED,
        required=True,
    )
    status_reason = schema.TextLine(
        title=_("What to say about it"),
        description=_("Such as: flood warning, tickets are refunded. One sentence."),
        max_length=200,
        required=False,
    )
    moved_from = schema.Datetime(
        title=_("First planned on"),
        description=_("The date before the move; the new one is the beginning of the event."),
        required=False,
    )

    model.fieldset(
        "booking",
        label=_("Price and booking"),
        fields=["price", "price_note", "capacity", "booking_url"],
    )
    price = schema.Decimal(
        title=_("Price"),
        description=_("In euros. 0 for what is free; empty when it is not known."),
        min=Decimal(0),
        max=Decimal(100_000),
        required=False,
    )
    price_note = schema.TextLine(
        title=_("Note on the price"),
        description=_("Such as: free under 12."),
        max_length=120,
        required=False,
    )
    capacity = schema.Int(
        title=_("Places"),
        description=_("How many people can take part."),
        min=1,
        max=1_000_000,
        required=False,
    )
    booking_url = schema.TextLine(
        title=_("Where to book"),
        description=_("Web address. Once the event is fully booked: that of the waiting list."),
        constraint=is_web_address,
        max_length=500,
        required=False,
    )
    accessibility = schema.Text(
        title=_("Accessibility"),
        description=_("For whom it is practicable: wheelchairs, sign language, quiet room…"),
        max_length=1000,
        required=False,
    )

    @invariant
    def a_change_is_explained(data: "IEventDetails") -> None:
        """People are told why, or from when."""
        if data.event_status == CANCELLED and not data.status_reason:
            raise at(Invalid(_("Say why the event is cancelled.")), "status_reason")
        if data.event_status == MOVED and not (data.moved_from or data.status_reason):
            raise at(
                Invalid(_("Write the date that was first planned, or say what is moved.")),
                "moved_from",
            )


def check_dates(start: datetime | None, end: datetime | None, recurrence: str | None) -> None:
    """Refuse dates that cannot be, whichever way they came.

    :param end: None for an event that has no known end.
    :raises InvalidDates: with the sentence for the person.
    """
    for moment in filter(None, (start, end)):
        if not YEARS[0] <= moment.year <= YEARS[1]:
            raise InvalidDates(_("Write a year with four digits, such as 2027."))
    if start and end and end < start:
        raise InvalidDates(_("The event ends before it begins: choose a later end."))
    if start and recurrence:
        read_recurrence(recurrence, start.date())
