from communesplone.directory.upgrades import v1001
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID


def test_a_site_with_services_only_gets_the_rest_and_keeps_its_own_choices(portal):
    setRoles(portal, TEST_USER_ID, ["Manager"])
    api.content.create(portal, "Service", title="Population", locality="Namur")
    types, catalog = portal.portal_types, portal.portal_catalog
    types.manage_delObjects(["Person", "Mandate", "Place", "Association", "Shop"])
    catalog.delIndex("directory_locality")
    types["Service"].manage_changeProperties(allowed_content_types=("Service", "Document"))
    for _time in range(2):
        v1001.upgrade(portal.portal_setup)
    assert {"Person", "Mandate", "Place", "Association", "Shop"} <= set(types.objectIds())
    assert types["Service"].allowed_content_types == ("Service", "Document", "Person")
    assert [brain.Title for brain in catalog(directory_locality="namur")] == ["Population"]
