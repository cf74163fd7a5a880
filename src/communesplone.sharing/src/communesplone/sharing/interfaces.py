"""What the rest of the site may rely on."""

from communesplone.core.interfaces import ICommunesLayer


class ISharingLayer(ICommunesLayer):
    """Browser layer of the sites where communesplone.sharing is installed."""
