"""The control panel of pictures."""

from communesplone.core import _
from communesplone.core.browser.settings_page import SettingsForm
from communesplone.core.browser.settings_page import SettingsPage
from communesplone.core.pictures.settings import IPictures


class PicturesForm(SettingsForm):
    """Edits the limits in the registry."""

    schema = IPictures
    schema_prefix = IPictures.__identifier__
    label = _("Pictures")
    description = _("How large the pictures may be that editors send.")


class PicturesView(SettingsPage):
    """The form in a page of the back office."""

    form = PicturesForm
