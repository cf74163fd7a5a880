"""What others may rely on."""

from communesplone.core import _
from communesplone.core.interfaces import CommunesError
from zope.i18nmessageid import Message
from zope.publisher.interfaces.browser import IDefaultBrowserLayer
from zope.schema import ValidationError


class IAlertsLayer(IDefaultBrowserLayer):
    """Browser layer of a site with alerts."""


class NotAPosition(ValidationError):
    """A line that names no place in Belgium."""

    __doc__ = _("Write a position in Belgium on each line, latitude first: 50.4669, 4.8675")


class NotAStep(ValidationError):
    """A line of what to do that is empty where it should say what."""

    __doc__ = _("Write what to do, then more about it if need be: Go upstairs | Take a lamp")


class NotOfTheCommune(ValidationError):
    """A postal code of elsewhere."""

    __doc__ = _("This is no postal code of the commune.")


class InvalidEnd(CommunesError):
    """An end that cannot be; `message` can be translated."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))
