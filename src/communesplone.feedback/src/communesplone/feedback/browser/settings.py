"""The control panel."""

from communesplone.core import _
from communesplone.feedback.settings import IFeedbackSettings
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm


class FeedbackSettingsForm(RegistryEditForm):
    """Edits the settings in the registry."""

    schema = IFeedbackSettings
    schema_prefix = IFeedbackSettings.__identifier__
    label = _("Answers about pages")


class FeedbackSettingsView(ControlPanelFormWrapper):
    """The form in the frame of Plone's control panels."""

    form = FeedbackSettingsForm
