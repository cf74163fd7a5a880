from communesplone.core.settings import settings
from communesplone.search.settings import ISearchSettings
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.testing.zope import Browser


def test_the_control_panel_saves_synonyms(functional):
    portal = functional["portal"]
    browser = Browser(functional["app"])
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.open(f"{portal.absolute_url()}/@@search-settings")
    browser.getControl(name="form.widgets.synonyms").value = "vélo = bicyclette"
    browser.getControl(name="form.buttons.save").click()
    assert settings(ISearchSettings, portal).synonyms == ["vélo = bicyclette"]
