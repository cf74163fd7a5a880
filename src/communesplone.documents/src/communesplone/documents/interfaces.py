"""What the rest of the site may rely on."""

from communesplone.core.interfaces import ICommunesLayer


class IDocumentsLayer(ICommunesLayer):
    """Browser layer of the sites where communesplone.documents is installed."""
