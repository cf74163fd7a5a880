"""Profiles that are applied when a site is created, never by hand."""

from plone.base.interfaces import INonInstallable
from zope.interface import implementer


@implementer(INonInstallable)
class HiddenProfiles:
    """Keeps them out of the list of add-ons."""

    def getNonInstallableProfiles(self) -> list[str]:
        return [
            "communesplone.policy:hub",
            "communesplone.policy:site",
            "communesplone.policy:uninstall",
        ]
