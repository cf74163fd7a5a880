"""The control panel."""

from communesplone.core import _
from communesplone.search.settings import ISearchSettings
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm


class SearchSettingsForm(RegistryEditForm):
    """Edits the settings in the registry."""

    schema = ISearchSettings
    schema_prefix = ISearchSettings.__identifier__
    label = _("Search")


class SearchSettingsView(ControlPanelFormWrapper):
    """The form in the frame of Plone's control panels."""

    form = SearchSettingsForm
