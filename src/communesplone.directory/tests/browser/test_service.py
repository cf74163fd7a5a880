from communesplone.directory.interfaces import IDirectoryLayer
from plone import api
from plone.app.testing import logout
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.app.textfield.value import RichTextValue
from zope.interface import alsoProvides
import json
import pytest


ALWAYS = {"week": {day: [["00:00", "23:59"]] for day in ("mon", "tue", "wed", "thu", "fri")}}


@pytest.fixture
def request_(portal):
    alsoProvides(portal.REQUEST, IDirectoryLayer)
    return portal.REQUEST


@pytest.fixture
def service(portal, request_):
    setRoles(portal, TEST_USER_ID, ["Manager"])
    folder = api.content.create(portal, "Folder", "services", "Services")
    service = api.content.create(
        folder,
        "Service",
        title="Population",
        text=RichTextValue("<p>Passports</p>", "text/html", "text/x-html-safe"),
        phone="081 00 00 00",
        email="population@namur.example",
        street="Rue de l’Exemple",
        number="1",
        postal_code="5000",
        locality="Namur",
        opening_hours=ALWAYS,
    )
    portal.portal_workflow.setDefaultChain("simple_publication_workflow")
    api.content.create(service, "Service", title="Civil status </script>")
    return service


def test_a_service_shows_how_to_reach_it(service):
    page = service.restrictedTraverse("@@service_view")()
    for shown in ("Passports", "tel:0810000" + "00", "population@namur.example", "5000 Namur"):
        assert shown in page


def test_a_service_shows_its_hours_from_today(service):
    page = service.restrictedTraverse("@@service_view")()
    assert page.count('<th scope="row">') == 7


def test_a_service_shows_the_services_that_depend_on_it(service):
    assert "services/population/civil-status" in service.restrictedTraverse("@@service_view")()


def test_an_empty_service_has_a_page(service):
    bare = api.content.create(service, "Service", title="Archives")
    assert "Archives" in bare.restrictedTraverse("@@service_view")()


def test_linked_data_is_json_of_a_government_office(service):
    data = json.loads(service.restrictedTraverse("@@service-jsonld")())
    assert data["@type"] == "GovernmentOffice"
    assert data["address"]["streetAddress"] == "Rue de l’Exemple 1"
    assert len(data["openingHoursSpecification"]) == 5


def test_a_name_cannot_end_the_script_that_holds_it(service):
    script = service["civil-status-script"].restrictedTraverse("@@service-jsonld").script()
    assert "<" not in script


def test_a_list_of_services_names_only_what_the_visitor_may_see(portal, service):
    listing = service.restrictedTraverse("@@services_view")
    assert [row.title for row in listing.rows()] == ["Civil status </script>"]
    logout()
    assert listing.rows() == []


def test_a_list_without_services_says_so(portal, request_):
    assert "No service is published here yet." in portal.restrictedTraverse("@@services_view")()
