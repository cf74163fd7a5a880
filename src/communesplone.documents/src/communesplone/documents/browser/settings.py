"""The control panel."""

from communesplone.core import _
from communesplone.documents.settings import IDocumentsSettings
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm


class DocumentsSettingsForm(RegistryEditForm):
    """Edits the settings in the registry."""

    schema = IDocumentsSettings
    schema_prefix = IDocumentsSettings.__identifier__
    label = _("Documents")


class DocumentsSettingsView(ControlPanelFormWrapper):
    """The form in the frame of Plone's control panels."""

    form = DocumentsSettingsForm
