"""The control panel."""

from communesplone.core import _
from communesplone.core.browser.settings_page import SettingsForm
from communesplone.core.browser.settings_page import SettingsPage
from communesplone.search.settings import ISearchSettings


class SearchSettingsForm(SettingsForm):
    """Edits the settings in the registry."""

    schema = ISearchSettings
    schema_prefix = ISearchSettings.__identifier__
    label = _("Search")
    description = _(
        "Words that citizens use for those of the administration: the search then finds both."
    )


class SearchSettingsView(SettingsPage):
    """The form in a page of the back office."""

    form = SearchSettingsForm
