"""The control panel of accounts."""

from communesplone.accounts.settings import IAccountsSettings
from communesplone.core import _
from communesplone.core.browser.settings_page import SettingsForm
from communesplone.core.browser.settings_page import SettingsPage


class AccountsSettingsForm(SettingsForm):
    """What a commune chooses about accounts."""

    schema = IAccountsSettings
    schema_prefix = IAccountsSettings.__identifier__
    label = _("Accounts")
    description = _("What is asked of those who log in.")


class SettingsPanel(SettingsPage):
    """@@accounts-settings."""

    form = AccountsSettingsForm
