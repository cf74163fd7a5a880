"""What the rest of the site may rely on."""

from communesplone.core.interfaces import ICommunesLayer


class ISearchLayer(ICommunesLayer):
    """Browser layer of the sites where communesplone.search is installed."""
