"""What the other add-ons may rely on."""

from communesplone.core.interfaces import ICommunesLayer


class IHubLayer(ICommunesLayer):
    """Browser layer of the hub alone."""
