"""The control panel."""

from %{name}.settings import I%{type}Settings
from communesplone.core import _
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm


class %{type}SettingsForm(RegistryEditForm):
    """Edits the settings in the registry."""

    schema = I%{type}Settings
    schema_prefix = I%{type}Settings.__identifier__
    label = _("%{title}")


class %{type}SettingsView(ControlPanelFormWrapper):
    """The form in the frame of Plone's control panels."""

    form = %{type}SettingsForm
