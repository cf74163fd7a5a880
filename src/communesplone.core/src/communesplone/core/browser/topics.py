"""The control panel of themes and audiences."""

from communesplone.core import _
from communesplone.core.browser.settings_page import SettingsForm
from communesplone.core.browser.settings_page import SettingsPage
from communesplone.core.topics import ITopics


class TopicsForm(SettingsForm):
    """Edits the lists in the registry."""

    schema = ITopics
    schema_prefix = ITopics.__identifier__
    label = _("Themes and audiences")
    description = _("The lists in which editors say what a page is about and whom it is for.")


class TopicsView(SettingsPage):
    """The form in a page of the back office."""

    form = TopicsForm
