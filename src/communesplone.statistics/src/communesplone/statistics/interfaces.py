"""What the rest of the site may rely on."""

from communesplone.core.interfaces import ICommunesLayer


class IStatisticsLayer(ICommunesLayer):
    """Browser layer of the sites where communesplone.statistics is installed."""
