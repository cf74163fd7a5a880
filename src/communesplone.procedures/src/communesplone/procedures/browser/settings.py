"""The control panel."""

from communesplone.core import _
from communesplone.core.browser.settings_page import SettingsForm
from communesplone.core.browser.settings_page import SettingsPage
from communesplone.procedures.settings import IProceduresSettings


class ProceduresSettingsForm(SettingsForm):
    """Edits the settings in the registry."""

    schema = IProceduresSettings
    schema_prefix = IProceduresSettings.__identifier__
    label = _("Procedures")
    description = _("The events of life by which citizens find procedures.")


class ProceduresSettingsView(SettingsPage):
    """The form in a page of the back office."""

    form = ProceduresSettingsForm
