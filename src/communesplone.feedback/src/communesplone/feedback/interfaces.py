"""What the rest of the site may rely on."""

from communesplone.core.interfaces import ICommunesLayer


class IFeedbackLayer(ICommunesLayer):
    """Browser layer of the sites where communesplone.feedback is installed."""


class TooMany(Exception):
    """This visitor answered as often as one may in a day."""
