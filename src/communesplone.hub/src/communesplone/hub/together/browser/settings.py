"""@@together-settings: who votes, majority, quorum, questions."""

from communesplone.core import _
from communesplone.core.browser.settings_page import SettingsForm
from communesplone.core.browser.settings_page import SettingsPage
from communesplone.hub.together.place import TITLE
from communesplone.hub.together.settings import ITogetherSettings


class TogetherSettingsForm(SettingsForm):
    """Edits the settings in the registry."""

    schema = ITogetherSettings
    schema_prefix = ITogetherSettings.__identifier__
    label = TITLE
    description = _("The rules by which communes vote and promise, and what a proposal answers.")


class TogetherSettingsView(SettingsPage):
    """The form in a page of the back office."""

    form = TogetherSettingsForm
