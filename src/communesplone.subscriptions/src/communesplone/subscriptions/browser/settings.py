"""The control panel."""

from communesplone.core import _
from communesplone.subscriptions.settings import ISubscriptionsSettings
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm


class SubscriptionsSettingsForm(RegistryEditForm):
    """Edits the settings in the registry."""

    schema = ISubscriptionsSettings
    schema_prefix = ISubscriptionsSettings.__identifier__
    label = _("Subscriptions")


class SubscriptionsSettingsView(ControlPanelFormWrapper):
    """The form in the frame of Plone's control panels."""

    form = SubscriptionsSettingsForm
