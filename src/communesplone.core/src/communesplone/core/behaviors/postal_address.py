"""Where something is: an address in Belgium and a position on the map."""

from communesplone.core import _
from communesplone.core.form_errors import at
from communesplone.core.maps.belgium import outside
from communesplone.core.maps.picker import LongitudeFieldWidget
from plone.autoform import directives
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from z3c.form.converter import BaseDataConverter
from z3c.form.converter import FormatterValidationError
from z3c.form.interfaces import ITextWidget
from zope import schema
from zope.component import adapter
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.interface import Invalid
from zope.interface import invariant
from zope.interface import provider
from zope.schema.interfaces import IFloat
from zope.schema.interfaces import OutOfBounds
import math
import re


# Belgium's box, WGS 84, which each field is checked against alone: from Torgny to Meerle,
# from De Panne to Manderfeld. Both together are checked against the outline.
LATITUDES = (49.49, 51.51)
LONGITUDES = (2.54, 6.41)


class NotAPostalCode(schema.ValidationError):
    __doc__ = _("Write a Belgian postal code: four digits, such as 5000.")


class NotInBelgium(schema.ValidationError):
    __doc__ = _(
        "This is not in Belgium. The latitude is between 49.5 and 51.5, "
        "the longitude between 2.5 and 6.4."
    )


def is_postal_code(value: str) -> bool:
    if not re.fullmatch(r"[1-9]\d{3}", value):
        raise NotAPostalCode(value)
    return True


class ICoordinate(IFloat):
    """Degrees of latitude or longitude."""


@implementer(ICoordinate)
class Coordinate(schema.Float):
    """Degrees between two bounds, shown and read with all their decimals."""

    def _validate(self, value: float) -> None:
        try:
            super()._validate(value)
        except OutOfBounds as error:
            raise NotInBelgium(value) from error


@adapter(ICoordinate, ITextWidget)
class CoordinateConverter(BaseDataConverter):
    """Read "50.4669" and "50,4669": the stock converter rounds to three decimals, 80 metres."""

    def toWidgetValue(self, value: float | None) -> str:
        return "" if value is self.field.missing_value else repr(value)

    def toFieldValue(self, value: str) -> float | None:
        text = value.strip().replace(",", ".")
        if not text:
            return self.field.missing_value
        try:
            found = float(text)
        except ValueError:
            found = math.nan
        if not math.isfinite(found):
            raise FormatterValidationError(_("Write degrees in digits, such as 50.4669."), value)
        return found


def wrong_position(latitude: float | None, longitude: float | None) -> tuple[str, Message] | None:
    """Return the field to change and why; None for a place in Belgium, or for no position."""
    if latitude is None and longitude is None:
        return None
    if latitude is None or longitude is None:
        empty = "latitude" if latitude is None else "longitude"
        return empty, _("Write both the latitude and the longitude, or neither.")
    message = outside(latitude, longitude)
    return ("longitude", message) if message else None


@provider(IFormFieldProvider)
class IPostalAddress(model.Schema):
    """Street, locality and position."""

    model.fieldset(
        "contact",
        label=_("Contact"),
        fields=["street", "number", "postal_code", "locality", "latitude", "longitude"],
    )

    street = schema.TextLine(
        title=_("Street"),
        description=_("Without the number, such as “Rue de Fer”."),
        required=False,
    )
    number = schema.TextLine(
        title=_("Number"), description=_("With the box, such as 12 bte 3."), required=False
    )
    postal_code = schema.TextLine(
        title=_("Postal code"),
        description=_("Four digits, such as 5000."),
        constraint=is_postal_code,
        required=False,
    )
    locality = schema.TextLine(
        title=_("Locality"),
        description=_("The village or the former commune, such as “Jambes”."),
        required=False,
    )
    latitude = Coordinate(
        title=_("Latitude"),
        description=_("In degrees, such as 50.4669: it puts a point on the map."),
        min=LATITUDES[0],
        max=LATITUDES[1],
        required=False,
    )
    directives.widget("longitude", LongitudeFieldWidget)
    longitude = Coordinate(
        title=_("Longitude"),
        description=_("In degrees, such as 4.8675."),
        min=LONGITUDES[0],
        max=LONGITUDES[1],
        required=False,
    )

    @invariant
    def position_is_in_belgium(data: "IPostalAddress") -> None:
        if found := wrong_position(data.latitude, data.longitude):
            name, message = found
            raise at(Invalid(message), name)
