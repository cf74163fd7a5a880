"""The control panel."""

from communesplone.core import _
from communesplone.core.browser.settings_page import SettingsForm
from communesplone.core.browser.settings_page import SettingsPage
from communesplone.editing.quality.settings import IQualitySettings


class QualitySettingsForm(SettingsForm):
    """Edits the settings in the registry."""

    schema = IQualitySettings
    schema_prefix = IQualitySettings.__identifier__
    label = _("Quality of the pages")
    description = _("What is checked beside the text itself.")


class QualitySettingsView(SettingsPage):
    """The form in a page of the back office."""

    form = QualitySettingsForm
