"""Regulations on the commune's own site, as the catch-up board asks for them."""

from communesplone.core.identity import ICommuneIdentity
from communesplone.core.settings import settings
from communesplone.documents.catching_up import RegulationLines
from plone import api
from plone.app.dexterity.behaviors.constrains import ENABLED
from plone.base.interfaces.constrains import ISelectableConstrainTypes
import pytest


@pytest.fixture
def commune(portal):
    settings(ICommuneIdentity, portal).region = "Région wallonne"
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    return portal


def test_one_regulation_that_is_published_is_enough(commune):
    with api.env.adopt_roles(["Manager"]):
        folder = api.content.create(commune, "Folder", "documents", title="Documents")
        chosen = ISelectableConstrainTypes(folder)
        chosen.setConstrainTypesMode(ENABLED)
        chosen.setLocallyAllowedTypes(["Library Document"])
        (line,) = RegulationLines(commune).lines({})
        assert (line.present, line.weight) == (False, "law")
        assert line.url == "documents/++add++Library%20Document"
        made = api.content.create(folder, "Library Document", "police", kind="regulation")
        assert not next(RegulationLines(commune).lines({})).present
        api.content.transition(made, "publish")
        assert next(RegulationLines(commune).lines({})).present


def test_the_walloon_rule_is_not_told_to_german_speaking_communes(commune):
    settings(ICommuneIdentity, commune).language = "de"
    assert not list(RegulationLines(commune).lines({}))
