"""The control panel of pictures."""

from communesplone.core import _
from communesplone.core.pictures.settings import IPictures
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm


class PicturesForm(RegistryEditForm):
    """Edits the limits in the registry."""

    schema = IPictures
    schema_prefix = IPictures.__identifier__
    label = _("Pictures")


class PicturesView(ControlPanelFormWrapper):
    """The form in the frame of Plone's control panels."""

    form = PicturesForm
