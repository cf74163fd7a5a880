"""The control panel."""

from communesplone.core import _
from communesplone.procedures.settings import IProceduresSettings
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm


class ProceduresSettingsForm(RegistryEditForm):
    """Edits the settings in the registry."""

    schema = IProceduresSettings
    schema_prefix = IProceduresSettings.__identifier__
    label = _("Procedures")


class ProceduresSettingsView(ControlPanelFormWrapper):
    """The form in the frame of Plone's control panels."""

    form = ProceduresSettingsForm
