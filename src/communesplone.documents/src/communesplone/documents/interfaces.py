"""What the rest of the site may rely on."""

from communesplone.core.interfaces import ICommunesLayer
from plone.app.contenttypes.interfaces import IFile
from zope.i18nmessageid import Message
from zope.schema import ValidationError


class IDocumentsLayer(ICommunesLayer):
    """Browser layer of the sites where communesplone.documents is installed."""


class IPlainFile(IFile):
    """Plone's own File; its class has it (content.zcml), so that nothing is stored with a file."""


class RefusedFile(ValidationError):
    """A file that the library does not take; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def doc(self) -> Message:
        """Return the sentence that the form and the REST interface show."""
        return self.message
