"""The control panel."""

from communesplone.alerts.settings import IAlertsSettings
from communesplone.core import _
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm


class AlertsSettingsForm(RegistryEditForm):
    """Edits the settings in the registry."""

    schema = IAlertsSettings
    schema_prefix = IAlertsSettings.__identifier__
    label = _("Alerts")


class AlertsSettingsView(ControlPanelFormWrapper):
    """The form in the frame of Plone's control panels."""

    form = AlertsSettingsForm
