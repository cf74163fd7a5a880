from communesplone.core.settings import settings
from communesplone.notices.settings import INoticesSettings
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser


def test_the_control_panel_saves_how_long_documents_stay(functional):
    portal = functional["portal"]
    browser = Browser(functional["app"])
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.open(f"{portal.absolute_url()}/@@notices-settings")
    browser.getControl(name="form.widgets.documents_days").value = "30"
    browser.getControl(name="form.widgets.procurement_url").value = "javascript:alert(1)"
    browser.getControl(name="form.buttons.save").click()
    assert "complete address" in browser.contents
    browser.getControl(name="form.widgets.procurement_url").value = "https://tenders.example/"
    browser.getControl(name="form.buttons.save").click()
    assert settings(INoticesSettings, portal).documents_days == 30
