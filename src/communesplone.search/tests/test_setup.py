from communesplone.search.site import index_of
from plone import api


def test_uninstalling_takes_the_index_out_of_the_catalog(integration):
    portal = integration["portal"]
    assert index_of(portal) is not None
    tool = api.portal.get_tool("portal_setup")
    tool.runAllImportStepsFromProfile("profile-communesplone.search:uninstall")
    assert index_of(portal) is None
    tool.runAllImportStepsFromProfile("profile-communesplone.search:default")
    assert index_of(portal) is not None
