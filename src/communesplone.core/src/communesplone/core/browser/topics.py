"""The control panel of themes and audiences."""

from communesplone.core import _
from communesplone.core.topics import ITopics
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm


class TopicsForm(RegistryEditForm):
    """Edits the lists in the registry."""

    schema = ITopics
    schema_prefix = ITopics.__identifier__
    label = _("Themes and audiences")


class TopicsView(ControlPanelFormWrapper):
    """The form in the frame of Plone's control panels."""

    form = TopicsForm
