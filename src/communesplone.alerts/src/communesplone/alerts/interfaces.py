"""What the rest of the site may rely on."""

from communesplone.core.interfaces import ICommunesLayer


class IAlertsLayer(ICommunesLayer):
    """Browser layer of the sites where communesplone.alerts is installed."""
