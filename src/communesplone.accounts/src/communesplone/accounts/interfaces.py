"""What the rest of the site may rely on."""

from communesplone.core.interfaces import ICommunesLayer


class IAccountsLayer(ICommunesLayer):
    """Browser layer of the sites where communesplone.accounts is installed."""
