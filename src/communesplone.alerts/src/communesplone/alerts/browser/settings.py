"""The control panel."""

from communesplone.alerts.settings import IAlertsSettings
from communesplone.core import _
from communesplone.core.browser.settings_page import SettingsForm
from communesplone.core.browser.settings_page import SettingsPage


class AlertsSettingsForm(SettingsForm):
    """Edits the settings in the registry."""

    schema = IAlertsSettings
    schema_prefix = IAlertsSettings.__identifier__
    label = _("Alerts")
    description = _("What is ready before an alert has to be published.")


class AlertsSettingsView(SettingsPage):
    """The form in a page of the back office."""

    form = AlertsSettingsForm
