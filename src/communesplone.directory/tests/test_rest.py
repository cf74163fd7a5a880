from plone import api
from plone.app.testing import setRoles
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.app.testing import TEST_USER_ID
import pytest
import requests
import transaction


@pytest.fixture
def integration(server):
    return server


@pytest.fixture
def address(server, portal):
    portal.portal_setup.runAllImportStepsFromProfile("profile-plone.restapi:default")
    setRoles(portal, TEST_USER_ID, ["Manager"])
    api.content.create(portal, "Folder", "services", "Services")
    transaction.commit()
    return f"http://{server['host']}:{server['port']}/plone/++api++/services"


def test_a_service_is_made_and_read_over_rest(address):
    auth = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    headers = {"Accept": "application/json"}
    sent = {
        "@type": "Service",
        "title": "Population",
        "main_desk": True,
        "phone": "081 00 00 00",
        "opening_hours": {"week": {"mon": [["08:30", "12:00"]]}},
    }
    made = requests.post(address, json=sent, auth=auth, headers=headers, timeout=30)
    assert made.status_code == 201, made.text
    read = requests.get(made.json()["@id"], auth=auth, headers=headers, timeout=30).json()
    assert read["main_desk"] is True
    assert read["phone"] == "081 00 00 00"
    assert read["opening_hours"]["week"]["mon"] == [["08:30", "12:00"]]
