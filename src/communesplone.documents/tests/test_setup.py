from AccessControl import Unauthorized
from communesplone.documents.interfaces import IDocumentsLayer
from plone import api
from plone.browserlayer.utils import registered_layers
import pytest
import transaction


def test_the_layer_is_there(integration):
    assert IDocumentsLayer in registered_layers()


def test_a_contributor_may_add_a_document_and_a_reader_may_not(portal, a_file):
    with api.env.adopt_roles(["Reader"]), pytest.raises(Unauthorized):
        api.content.create(portal, "Library Document", "one", file=a_file())
    with api.env.adopt_roles(["Contributor"]):
        assert api.content.create(portal, "Library Document", "one", file=a_file())


def test_a_folder_survives_the_library(folder, functional, visitor):
    portal = functional["portal"]
    with api.env.adopt_roles(["Manager"]):
        portal.portal_setup.runAllImportStepsFromProfile(
            "profile-communesplone.documents:uninstall"
        )
    transaction.commit()
    assert "document_facts" not in portal.portal_catalog.schema()
    visitor.open(folder.absolute_url())
    assert visitor.headers["status"].startswith("200")
