"""When a desk or a place is open."""

from communesplone.core import _
from communesplone.core.hours.data import from_data
from communesplone.core.hours.field import OpeningHoursField
from communesplone.core.hours.model import OpeningHours
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from zope.interface import provider


@provider(IFormFieldProvider)
class IOpeningHours(model.Schema):
    """Opening hours, as the plain data of communesplone.core.hours."""

    model.fieldset("hours", label=_("Opening hours"), fields=["opening_hours"])

    opening_hours = OpeningHoursField(
        title=_("Opening hours"),
        description=_("They are shown with “open now” wherever this page is listed."),
        required=False,
    )


def opening_hours_of(context: object) -> OpeningHours:
    """Return the opening hours of a content object; none declared is no hours."""
    return from_data(getattr(context, "opening_hours", None))
