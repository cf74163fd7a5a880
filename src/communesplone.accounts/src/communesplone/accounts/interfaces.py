"""What the rest of the site may rely on."""

from communesplone.core.interfaces import CommunesError
from communesplone.core.interfaces import ICommunesLayer
from zope.i18n import interpolate
from zope.i18nmessageid import Message


class IAccountsLayer(ICommunesLayer):
    """Browser layer of the sites where communesplone.accounts is installed."""


class Refusal(CommunesError):
    """What cannot be done, in a sentence that says why; `message` can be translated."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(interpolate(message.default or str(message), message.mapping))
