"""What the rest of the site may rely on."""

from communesplone.core.interfaces import CommunesError
from communesplone.core.interfaces import ICommunesLayer
from zope.i18n import interpolate
from zope.i18nmessageid import Message


class IIngestLayer(ICommunesLayer):
    """Browser layer of the sites where communesplone.ingest is installed."""


class IngestError(CommunesError):
    """What a person is told; `message` can be translated."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(interpolate(message.default or str(message), message.mapping))


class UnreadableSource(IngestError):
    """A file or an address that is not what it was said to be, or is not safe to read."""


class Unreachable(IngestError):
    """An address that does not answer, is too large, or may not be asked."""


class InnerNetwork(Unreachable):
    """An address that only an operator may have asked."""


class Refused(Unreachable):
    """An account that the old site does not accept."""


class NotNow(IngestError):
    """An act that does not fit where the import stands."""
