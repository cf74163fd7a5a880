"""@@library-settings: how much of the library one commune may fill."""

from communesplone.core import _
from communesplone.core.browser.settings_page import SettingsForm
from communesplone.core.browser.settings_page import SettingsPage
from communesplone.hub.settings import ILibrarySettings


class LibrarySettingsForm(SettingsForm):
    """Edits the settings in the registry."""

    schema = ILibrarySettings
    schema_prefix = ILibrarySettings.__identifier__
    label = _("Library")
    description = _("How many offers of one commune wait at a time, and how much room it has.")


class LibrarySettingsView(SettingsPage):
    """The form in a page of the back office."""

    form = LibrarySettingsForm
