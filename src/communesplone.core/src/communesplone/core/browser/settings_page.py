"""The page of an add-on's settings: a form over its records, in the frame of the back office."""

from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import queryMultiAdapter
from zope.component.hooks import getSite
from zope.i18nmessageid import Message
from ZPublisher.HTTPRequest import HTTPRequest


#: All settings in one page, where an add-on has it; else Plone's own.
OURS, STOCK = "office-settings", "overview-controlpanel"


def settings_url(request: HTTPRequest) -> str:
    """Return the address of the page of all settings."""
    site = getSite()
    found = queryMultiAdapter((site, request), name=OURS)
    return f"{site.absolute_url()}/@@{OURS if found is not None else STOCK}"


class SettingsForm(RegistryEditForm):
    """Edits the records of `schema`. `description` is the sentence that the page begins with."""

    @property
    def control_panel_view(self) -> str:
        """Where the form leads when nothing is to be changed."""
        return settings_url(self.request).rpartition("/")[2]


class SettingsPage(ControlPanelFormWrapper):
    """The form in a page of the back office; what stands above it comes from the form.

    An add-on that shows more than the form fills the slots of its own template.
    """

    form: type[SettingsForm]
    index = ViewPageTemplateFile("settings_page.pt")

    @property
    def page_title(self) -> Message | str:
        return self.form_instance.label

    @property
    def settings_url(self) -> str:
        """Where all settings are."""
        return settings_url(self.request)
