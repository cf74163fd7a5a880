"""The control panel."""

from communesplone.core import _
from communesplone.editing.quality.settings import IQualitySettings
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm


class QualitySettingsForm(RegistryEditForm):
    """Edits the settings in the registry."""

    schema = IQualitySettings
    schema_prefix = IQualitySettings.__identifier__
    label = _("Quality of the pages")


class QualitySettingsView(ControlPanelFormWrapper):
    """The form in the frame of Plone's control panels."""

    form = QualitySettingsForm
