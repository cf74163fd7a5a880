"""What the rest of the site may rely on."""

from communesplone.core.interfaces import ICommunesLayer


class IIngestLayer(ICommunesLayer):
    """Browser layer of the sites where communesplone.ingest is installed."""
