from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
import pytest


UNINSTALL = "profile-communesplone.directory:uninstall"


@pytest.fixture
def listed(portal):
    """A folder shown as a list of services."""
    setRoles(portal, TEST_USER_ID, ["Manager"])
    folder = api.content.create(portal, "Folder", "services", "Services")
    folder.setLayout("services_view")
    api.content.create(folder, "Service", "population", "Population")
    return folder


def test_a_folder_of_services_has_its_ordinary_view_after_uninstall(portal, listed):
    portal.portal_setup.runAllImportStepsFromProfile(UNINSTALL)
    assert listed.getLayout() == "listing_view"
    assert "services_view" not in portal.portal_types["Folder"].view_methods


def test_services_come_back_with_the_add_on(portal, listed):
    portal.portal_setup.runAllImportStepsFromProfile(UNINSTALL)
    portal.portal_setup.runAllImportStepsFromProfile("profile-communesplone.directory:default")
    assert listed["population"].title == "Population"
    assert listed["population"].getLayout() == "entry_view"
