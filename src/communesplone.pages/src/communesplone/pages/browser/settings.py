"""The control panel."""

from communesplone.core import _
from communesplone.pages.settings import IPagesSettings
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm


class PagesSettingsForm(RegistryEditForm):
    """Edits the settings in the registry."""

    schema = IPagesSettings
    schema_prefix = IPagesSettings.__identifier__
    label = _("Pages")


class PagesSettingsView(ControlPanelFormWrapper):
    """The form in the frame of Plone's control panels."""

    form = PagesSettingsForm
