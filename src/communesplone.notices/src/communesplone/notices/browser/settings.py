"""The control panel."""

from communesplone.core import _
from communesplone.notices.settings import INoticesSettings
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm


class NoticesSettingsForm(RegistryEditForm):
    """Edits the settings in the registry."""

    schema = INoticesSettings
    schema_prefix = INoticesSettings.__identifier__
    label = _("Notices")


class NoticesSettingsView(ControlPanelFormWrapper):
    """The form in the frame of Plone's control panels."""

    form = NoticesSettingsForm
