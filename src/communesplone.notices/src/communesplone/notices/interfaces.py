"""What the rest of the site may rely on."""

from communesplone.core.interfaces import ICommunesLayer


class INoticesLayer(ICommunesLayer):
    """Browser layer of the sites where communesplone.notices is installed."""
