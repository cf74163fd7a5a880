"""The control panel."""

from communesplone.core import _
from communesplone.core.browser.settings_page import SettingsForm
from communesplone.core.browser.settings_page import SettingsPage
from communesplone.notices.settings import INoticesSettings


class NoticesSettingsForm(SettingsForm):
    """Edits the settings in the registry."""

    schema = INoticesSettings
    schema_prefix = INoticesSettings.__identifier__
    label = _("Notices")
    description = _("Inquiries, public contracts and waste collections.")


class NoticesSettingsView(SettingsPage):
    """The form in a page of the back office."""

    form = NoticesSettingsForm
