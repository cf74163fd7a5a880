"""What working together says when something cannot be done."""

from communesplone.core.interfaces import CommunesError
from zope.i18n import interpolate
from zope.i18nmessageid import Message


class CannotBeDone(CommunesError):
    """An act that the rules or the state of a proposal or a meeting refuse: `message` says why."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(interpolate(message.default or str(message), message.mapping))
