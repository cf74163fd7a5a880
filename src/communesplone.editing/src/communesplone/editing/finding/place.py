"""Contents and settings in the bar of the back office."""

from AccessControl import getSecurityManager
from communesplone.core import _
from communesplone.editing.dashboard.place import Place


SETUP = "Plone Site Setup: Overview"


class ContentsPlace(Place):
    """The search of the back office, for everybody who works here."""

    title = _("Contents")
    view = "@@contents"
    order = 10


class SettingsPlace(Place):
    """The settings, for webmasters."""

    title = _("Settings")
    view = "@@office-settings"
    order = 90

    def available(self) -> bool:
        return bool(getSecurityManager().checkPermission(SETUP, self.site))
