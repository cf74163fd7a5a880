from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.app.textfield.value import RichTextValue
import pytest


HOURS = {"week": {"mon": [["08:30", "12:00"]]}}


@pytest.fixture
def folder(portal):
    setRoles(portal, TEST_USER_ID, ["Manager"])
    return api.content.create(portal, "Folder", "services", "Services")


@pytest.fixture
def service(folder):
    return api.content.create(
        folder,
        "Service",
        title="Population",
        description="Identity cards",
        text=RichTextValue("<p>Passports &amp; <b>deeds</b></p>", "text/html", "text/x-html-safe"),
        main_desk=True,
        phone="081 00 00 00",
        opening_hours=HOURS,
    )


def test_a_service_has_the_shared_behaviours(service):
    assert service.phone == "081 00 00 00"
    assert service.opening_hours == HOURS
    assert service.review_date is None


def test_a_service_may_hold_the_services_that_depend_on_it(service):
    below = api.content.create(service, "Service", title="Civil status")
    assert below.aq_parent.getId() == service.getId()


def test_a_service_holds_no_pages(service):
    with pytest.raises(api.exc.InvalidParameterError):
        api.content.create(service, "Document", title="A page")


def test_the_main_desk_is_found_in_the_catalog(portal, service):
    api.content.create(service, "Service", title="Civil status")
    assert [brain.Title for brain in api.content.find(main_desk=True)] == ["Population"]


@pytest.mark.parametrize("word", ["Population", "cards", "deeds", "Passports"])
def test_a_service_is_found_by_its_words(service, word):
    (found,) = api.content.find(SearchableText=word)
    assert found.getPath().endswith("/services/population")


def test_the_hours_of_a_service_are_in_the_catalog(service):
    (found,) = api.content.find(portal_type="Service")
    assert '"mon"' in found.opening_hours_data


@pytest.mark.parametrize(("role", "may"), [("Contributor", True), ("Member", False)])
def test_contributors_add_services_and_members_do_not(folder, role, may):
    api.user.create(email="a@namur.example", username="somebody", roles=(role,))
    permission = "communesplone.directory: Add service"
    assert api.user.has_permission(permission, username="somebody", obj=folder) is may


def test_what_is_saved_again_keeps_the_version_before(portal, service):
    assert portal.portal_repository.isVersionable(service)
