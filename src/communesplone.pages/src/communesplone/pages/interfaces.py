"""What the rest of the site may rely on."""

from communesplone.core.interfaces import ICommunesLayer


class IPagesLayer(ICommunesLayer):
    """Browser layer of the sites where communesplone.pages is installed."""
