"""The control panel of accounts."""

from communesplone.accounts.settings import IAccountsSettings
from communesplone.core import _
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm


class SettingsForm(RegistryEditForm):
    """What a commune chooses about accounts."""

    schema = IAccountsSettings
    schema_prefix = IAccountsSettings.__identifier__
    label = _("Accounts")


class SettingsPanel(ControlPanelFormWrapper):
    """@@accounts-settings."""

    form = SettingsForm
