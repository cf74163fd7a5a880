"""The control panel."""

from communesplone.core import _
from communesplone.core.browser.settings_page import SettingsForm
from communesplone.core.browser.settings_page import SettingsPage
from communesplone.feedback.settings import IFeedbackSettings


class FeedbackSettingsForm(SettingsForm):
    """Edits the settings in the registry."""

    schema = IFeedbackSettings
    schema_prefix = IFeedbackSettings.__identifier__
    label = _("Answers about pages")
    description = _("What visitors are asked at the end of the pages.")


class FeedbackSettingsView(SettingsPage):
    """The form in a page of the back office."""

    form = FeedbackSettingsForm
