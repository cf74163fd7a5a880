"""What the other add-ons may rely on."""

from communesplone.core.interfaces import ICommunesLayer
from zope.i18nmessageid import Message
from zope.schema import ValidationError


class IProceduresLayer(ICommunesLayer):
    """Browser layer of the sites where the procedures are installed."""


class InvalidRow(ValidationError):
    """A row that cannot be read; `message` says which one, and what to write instead."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message)

    def doc(self) -> Message:
        """Return the sentence that the form and the REST interface show."""
        return self.message
