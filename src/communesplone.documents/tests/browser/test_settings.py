from communesplone.core.settings import settings
from communesplone.documents.settings import IDocumentsSettings
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser


def test_the_control_panel_saves_the_days_of_warning(functional):
    portal = functional["portal"]
    browser = Browser(functional["app"])
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.open(f"{portal.absolute_url()}/@@documents-settings")
    browser.getControl(name="form.widgets.warning_days").value = "30"
    browser.getControl(name="form.buttons.save").click()
    assert settings(IDocumentsSettings, portal).warning_days == 30
