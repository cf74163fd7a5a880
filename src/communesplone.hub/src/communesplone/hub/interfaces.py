"""What the rest of the site may rely on."""

from communesplone.core.interfaces import ICommunesLayer


class IHubToolsLayer(ICommunesLayer):
    """Browser layer of the site where communesplone.hub is installed."""
