"""What the rest of the site may rely on."""

from communesplone.core.interfaces import CommunesError
from communesplone.core.interfaces import ICommunesLayer
from zope.i18n import interpolate
from zope.i18nmessageid import Message
from zope.interface import Interface
from zope.schema import ValidationError


class INoticesLayer(ICommunesLayer):
    """Browser layer of the sites where communesplone.notices is installed."""


class INotice(Interface):
    """Marks what the page of notices lists: inquiries, vacancies, public contracts."""


class InvalidNotice(ValidationError):
    """Dates or lines that cannot be; `message` says what is wrong and what to write instead."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message)

    def doc(self) -> Message:
        """Return the sentence that the form and the REST interface show."""
        return self.message


class BadLine(CommunesError):
    """A line of the waste calendar that cannot be read; `message` can be translated."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(interpolate(message.default or str(message), message.mapping))
