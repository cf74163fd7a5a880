"""What the rest of the site may rely on."""

from communesplone.core.interfaces import ICommunesLayer


class IEditingLayer(ICommunesLayer):
    """Browser layer of the sites where communesplone.editing is installed."""
