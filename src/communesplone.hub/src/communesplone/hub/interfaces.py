"""What the rest of the site may rely on."""

from communesplone.core.interfaces import ICommunesLayer


class IHubLayer(ICommunesLayer):
    """Browser layer of the sites where communesplone.hub is installed."""
