"""What the rest of the site may rely on."""

from communesplone.core.interfaces import CommunesError
from communesplone.core.interfaces import ICommunesLayer
from zope.i18nmessageid import Message


class IPagesLayer(ICommunesLayer):
    """Browser layer of the sites where communesplone.pages is installed."""


class InvalidSections(CommunesError):
    """Sections that cannot be kept; `errors` has messages by way: "s1.questions.0.answer"."""

    def __init__(self, errors: dict[str, Message]) -> None:
        self.errors = errors
        super().__init__("; ".join(f"{way}: {message}" for way, message in errors.items()))
