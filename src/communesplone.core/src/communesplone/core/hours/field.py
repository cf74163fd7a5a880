"""The schema field of opening hours: plain data, checked like the hours they are."""

from communesplone.core import _
from communesplone.core.hours.data import from_data
from communesplone.core.interfaces import InvalidHours
from plone.schema import JSONField
from plone.schema.jsonfield import IJSONField
from typing import Any
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.schema import ValidationError
import json


class InvalidHoursData(ValidationError):
    """The data are no opening hours; `doc` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def doc(self) -> Message:
        return self.message


class IOpeningHoursField(IJSONField):
    """Opening hours as plain data."""


@implementer(IOpeningHoursField)
class OpeningHoursField(JSONField):
    """A field whose value is the data that `hours.as_data` makes."""

    def _validate(self, value: Any) -> None:
        super()._validate(value)
        try:
            from_data(value)
        except InvalidHours as error:
            raise InvalidHoursData(error.message) from error

    def fromUnicode(self, value: str) -> Any:
        """Read JSON; the stock field reads Python too, and fails on what is neither."""
        try:
            found = json.loads(value)
        except ValueError as error:
            mapping = {"error": str(error)}
            message = _("These are no opening hours: ${error}", mapping=mapping)
            raise InvalidHoursData(message) from error
        self.validate(found)
        return found
