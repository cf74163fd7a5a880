"""The control panel."""

from %{name}.settings import I%{type}Settings
from communesplone.core import _
from communesplone.core.browser.settings_page import SettingsForm
from communesplone.core.browser.settings_page import SettingsPage


class %{type}SettingsForm(SettingsForm):
    """Edits the settings in the registry."""

    schema = I%{type}Settings
    schema_prefix = I%{type}Settings.__identifier__
    label = _("%{title}")


class %{type}SettingsView(SettingsPage):
    """The form in a page of the back office."""

    form = %{type}SettingsForm
