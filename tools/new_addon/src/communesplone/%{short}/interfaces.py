"""What the rest of the site may rely on."""

from communesplone.core.interfaces import ICommunesLayer


class I%{type}Layer(ICommunesLayer):
    """Browser layer of the sites where %{name} is installed."""
