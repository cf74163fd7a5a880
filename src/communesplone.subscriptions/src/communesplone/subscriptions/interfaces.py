"""What the rest of the site may rely on."""

from communesplone.core.interfaces import ICommunesLayer


class ISubscriptionsLayer(ICommunesLayer):
    """Browser layer of the sites where communesplone.subscriptions is installed."""
