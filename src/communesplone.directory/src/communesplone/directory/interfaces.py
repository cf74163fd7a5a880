"""What the other add-ons may rely on."""

from communesplone.core.interfaces import CommunesError
from communesplone.core.interfaces import ICommunesLayer
from zope.i18n import interpolate
from zope.i18nmessageid import Message
from zope.interface import Interface


class IDirectoryLayer(ICommunesLayer):
    """Browser layer of the sites where the directory is installed."""


class IEntry(Interface):
    """An entry of the directory: a service, person, place, association or shop."""


class InvalidMandate(CommunesError):
    """A mandate that cannot be; `message` can be translated."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(interpolate(message.default or str(message), message.mapping))
