from communesplone.core.interfaces import IMandates
from communesplone.core.maps.belgium import in_belgium
from communesplone.directory import demonstration
from communesplone.directory.demonstration import populate
from datetime import date
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
import pytest


WORDS = {"name": "Namur", "domain": "namur.example", "zone": "081", "postal_code": "5000"}
SERVICES = {
    "fr": ("accueil-population", "urbanisme", "enfance-ecoles", "travaux-environnement"),
    "de": ("buergerdienst", "urbanismus", "kinder-schulen", "bauhof-umwelt"),
}
COUNTS = {"Service": 12, "Place": 12, "Association": 8, "Shop": 8, "Person": 18}


@pytest.mark.parametrize("language", ["fr", "de"])
def test_the_demonstration_fills_the_directory_by_the_import(portal, language):
    setRoles(portal, TEST_USER_ID, ["Manager"])
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    made = {
        key: api.content.create(portal, "Folder", key, key, language=language)
        for key in ("services", "places", "associations", "shops", "people")
    }
    for name in SERVICES[language]:
        api.content.create(made["services"], "Service", name, name, language=language)
    populate(portal, language, made, WORDS)
    counts = {kind: len(api.content.find(portal_type=kind)) for kind in COUNTS}
    assert counts == COUNTS
    assert not [b for b in api.content.find(SearchableText="zone") if "{" in b.Title]
    mandates = IMandates(portal)
    today = mandates.holders("college", date(2026, 11, 24))
    past = mandates.holders("college", date(2020, 5, 1))
    if portal.Language() in ("", language):
        assert today[0].role == past[0].role == "mayor"
        assert today[0].person != past[0].person


@pytest.mark.parametrize("code", sorted(demonstration.MIDDLES))
def test_every_position_of_the_demonstration_is_in_belgium(code):
    points = demonstration._points(code.ljust(4, "0"))
    for at in range(1, len(demonstration.STEPS) + 1):
        assert in_belgium(float(points[f"latitude{at}"]), float(points[f"longitude{at}"]))
