"""What the other add-ons may rely on."""

from communesplone.core.interfaces import ICommunesLayer
from zope.i18nmessageid import Message
from zope.schema import ValidationError


class INewsLayer(ICommunesLayer):
    """Browser layer of the sites where news and agenda are installed."""


class InvalidDates(ValidationError):
    """Dates that cannot be; `message` says what is wrong and what to write instead."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message)

    def doc(self) -> Message:
        """Return the sentence that the form and the REST interface show."""
        return self.message
