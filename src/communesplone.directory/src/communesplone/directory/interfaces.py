"""What the other add-ons may rely on."""

from communesplone.core.interfaces import ICommunesLayer


class IDirectoryLayer(ICommunesLayer):
    """Browser layer of the sites where the directory is installed."""
