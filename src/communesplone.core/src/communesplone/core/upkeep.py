"""What add-ons tell `communes doctor`: whether what they keep is in order, and what mends it."""

from collections.abc import Iterable
from zope.interface import Interface


class IUpkeep(Interface):
    """A named adapter of a site, or of the application for what all sites share; by add-on."""

    def problems() -> Iterable[str]:
        """Return what is wrong, a sentence each, for the operator. Nothing is changed."""

    def mend() -> str:
        """Mend it in the current transaction, and return a sentence about it."""
