"""The control panel."""

from communesplone.core import _
from communesplone.core.browser.settings_page import SettingsForm
from communesplone.core.browser.settings_page import SettingsPage
from communesplone.directory.settings import IDirectorySettings


class DirectorySettingsForm(SettingsForm):
    """Edits the settings in the registry."""

    schema = IDirectorySettings
    schema_prefix = IDirectorySettings.__identifier__
    label = _("Directory")
    description = _("What the directory of services, people and places shows.")


class DirectorySettingsView(SettingsPage):
    """The form in a page of the back office."""

    form = DirectorySettingsForm
