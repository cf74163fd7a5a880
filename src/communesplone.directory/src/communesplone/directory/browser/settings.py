"""The control panel."""

from communesplone.core import _
from communesplone.directory.settings import IDirectorySettings
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm


class DirectorySettingsForm(RegistryEditForm):
    """Edits the settings in the registry."""

    schema = IDirectorySettings
    schema_prefix = IDirectorySettings.__identifier__
    label = _("Directory")


class DirectorySettingsView(ControlPanelFormWrapper):
    """The form in the frame of Plone's control panels."""

    form = DirectorySettingsForm
