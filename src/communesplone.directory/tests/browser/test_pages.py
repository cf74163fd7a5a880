"""The pages of the directory as a visitor gets them."""

from communesplone.core import memory
from communesplone.directory.interfaces import IDirectoryLayer
from datetime import date
from datetime import timedelta
from plone import api
from plone.testing.zope import Browser
from zope.component import getMultiAdapter
from zope.event import notify
from zope.interface import alsoProvides
from zope.lifecycleevent import ObjectModifiedEvent
import json
import pytest
import re
import transaction


ALWAYS = {"week": {day: [["00:00", "23:59"]] for day in ("mon", "tue", "wed", "thu", "fri")}}
ALWAYS["week"] |= {"sat": [["00:00", "23:59"]], "sun": [["00:00", "23:59"]]}
ALWAYS["closed_on_holidays"] = False
TODAY = date.today()


@pytest.fixture
def places(folder, add):
    made = folder("places_view")
    add(
        made,
        "Place",
        "Bibliothèque",
        kind="library",
        street="Rue de l’Exemple",
        number="1",
        postal_code="5000",
        locality="Namur",
        latitude=50.46,
        longitude=4.86,
        phone="+32 81 00 00 00",
        opening_hours=ALWAYS,
        access="Bus",
    )
    add(made, "Place", "Parc", kind="park", locality="Jambes", themes=["nature"])
    add(made, "Place", "Secret place", kind="park", publish=False)
    return made


def test_a_place_shows_its_hours_address_and_how_to_come(places, visitor):
    visitor.open(places["bibliotheque"].absolute_url())
    for shown in ("Bibliothèque", "5000 Namur", "tel:+3281000000", "Bus", "vcard"):
        assert shown in visitor.contents
    # In its last hour it says when it closes; in the last minute of the day it is closed
    assert re.search("Open until|Closes at|Closed, opens", visitor.contents)
    assert visitor.contents.count('scope="row"') == 7


def test_entry_view_and_entry_jsonld_say_what_it_is_to_machines(places, visitor):
    visitor.open(f"{places['bibliotheque'].absolute_url()}/@@entry-jsonld")
    data = json.loads(visitor.contents)
    assert data["@type"] == "Library"
    assert len(data["openingHoursSpecification"]) == 7
    assert data["geo"]["latitude"] == 50.46


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"Bibliothèque", "Parc"}),
        ("?kind=park", {"Parc"}),
        ("?theme=nature", {"Parc"}),
        ("?place=namur", {"Bibliothèque"}),
        ("?letter=P", {"Parc"}),
        ("?open=1", {"Bibliothèque"}),
        ("?kind=park&open=1", set()),
    ],
)
def test_places_view_filters_and_names_nothing_private(places, visitor, query, titles):
    visitor.open(f"{places.absolute_url()}{query}")
    assert visitor.headers["status"].startswith("200")
    shown = visitor.contents.partition('rows heads entries"')[2].partition("</ul>")[0]
    for title in ("Bibliothèque", "Parc"):
        assert (title in shown) == (title in titles)
    assert "Secret" not in visitor.contents


@pytest.mark.parametrize(
    "query",
    ["page=-1", "page=x", "letter=ab", "kind=<b>", "open=2", "place=a/b", "kind=a&kind=b"],
)
def test_what_no_list_can_be_asked_is_a_bad_request(places, visitor, query):
    visitor.open(f"{places.absolute_url()}?{query}")
    assert visitor.headers["status"].startswith("400")


def test_a_page_after_the_last_is_not_there(places, visitor):
    visitor.open(f"{places.absolute_url()}?page=7")
    assert visitor.headers["status"].startswith("404")


@pytest.mark.parametrize(
    ("layout", "portal_type", "fields"),
    [
        ("associations_view", "Association", {"kind": "music", "meets": "Tuesdays"}),
        ("shops_view", "Shop", {"kind": "bakery"}),
        ("people_view", "Person", {"job": "Archivist"}),
    ],
)
def test_each_type_has_a_list_and_a_page(folder, add, visitor, layout, portal_type, fields):
    where = folder(layout)
    made = add(where, portal_type, "The entry", **fields)
    visitor.open(where.absolute_url())
    assert made.absolute_url() in visitor.contents
    visitor.open(made.absolute_url())
    assert visitor.headers["status"].startswith("200")
    assert "The entry" in visitor.contents


def test_services_view_is_a_tree_with_the_team_on_the_page(folder, add, visitor):
    where = folder("services_view")
    department = add(where, "Service", "Department")
    office = add(department, "Service", "Office", opening_hours=ALWAYS, main_desk=True)
    add(office, "Person", "Head", job="Head of office", phone="081 00 00 01")
    visitor.open(where.absolute_url())
    tree = visitor.contents.partition('rows heads entries"')[2]
    assert tree.index("Department") < tree.index("rows parts") < tree.index("Office")
    visitor.open(office.absolute_url())
    for shown in ("The team", "Head of office", "081 00 00 01", "Part of", "Department"):
        assert shown in visitor.contents


@pytest.fixture
def college(folder, add):
    made, people = folder("college_view"), folder("people_view")
    before = TODAY - timedelta(days=2500)
    mayor = add(people, "Person", "First mayor", phone="081 00 00 09")
    ended = TODAY - timedelta(days=400)
    add(mayor, "Mandate", body="college", role="mayor", start=before, end=ended)
    second = add(people, "Person", "Second mayor", phone="081 00 00 08")
    start = TODAY - timedelta(days=399)
    add(second, "Mandate", body="college", role="mayor", start=start, duties=["Police"])
    officer = add(people, "Person", "Secretary")
    add(officer, "Mandate", body="college", role="director_general", start=before)
    hidden = add(people, "Person", "Hidden alderman", publish=False)
    add(hidden, "Mandate", body="college", role="alderman", start=before, rank=1)
    return made


def test_college_view_shows_who_sits_today_and_nobody_unpublished(college, visitor):
    visitor.open(college.absolute_url())
    for shown in ("Second mayor", "Police", "Secretary", "without a vote"):
        assert shown in visitor.contents
    assert "First mayor" not in visitor.contents
    assert "Hidden" not in visitor.contents


def test_college_view_shows_who_sat_on_a_day_of_the_past(college, visitor):
    on = TODAY - timedelta(days=800)
    visitor.open(f"{college.absolute_url()}?on={on.isoformat()}")
    assert "First mayor" in visitor.contents
    assert "Second mayor" not in visitor.contents
    visitor.open(f"{college.absolute_url()}/@@mandates.csv?body=college&on={on.isoformat()}")
    assert "First mayor" in visitor.contents
    visitor.open(f"{college.absolute_url()}/@@council_view")
    assert "Nobody is known" in visitor.contents


@pytest.mark.parametrize("on", ["x", "2020-13-01", "0001-01-01", "2020-05-01T00:00", "9999-01-01"])
def test_a_day_that_is_none_is_a_bad_request(college, visitor, on):
    for name in ("@@cpas_view", "@@mandates.csv"):
        visitor.open(f"{college.absolute_url()}/{name}?on={on}")
        assert visitor.headers["status"].startswith("400")


@pytest.mark.parametrize("body", ["body=nobody", "body:list=college", "body.name:record=college"])
def test_a_body_that_is_none_is_a_bad_request(college, visitor, body):
    visitor.open(f"{college.absolute_url()}/@@mandates.csv?{body}")
    assert visitor.headers["status"].startswith("400")


@pytest.fixture
def told(functional):
    """`told(url)`: what a visitor gets, as text; over REST with `rest=True`."""
    functional["portal"].portal_setup.runAllImportStepsFromProfile("profile-plone.restapi:default")
    transaction.commit()

    def get(url, *, rest=False):
        browser = Browser(functional["app"])
        browser.handleErrors = True
        browser.raiseHttpErrors = False
        if rest:
            url = url.replace("/plone", "/plone/++api++", 1)
            browser.addHeader("Accept", "application/json")
        browser.open(url)
        assert browser.headers["status"].startswith("200"), url
        found = browser.contents
        return found.decode() if isinstance(found, bytes) else found

    return get


def test_the_end_of_a_mandate_hides_the_contact_and_keeps_the_history(college, told, functional):
    people = functional["portal"]["people-view"]
    url, other = people["first-mayor"].absolute_url(), people["second-mayor"].absolute_url()
    for page, card, data in ((url, f"{url}/@@vcard", told(url, rest=True)),):
        assert not [text for text in (told(page), told(card), data) if "00 00 09" in text]
        assert "081000009" not in told(card)
    assert "Mandates that have ended" in told(url)
    assert "081 00 00 08" in told(other)
    assert "081 00 00 08" in told(other, rest=True)


def test_private_contact_is_in_no_answer(folder, add, told):
    people = folder("people_view")
    hidden = {"private_phone": "0499 99 99 99", "private_email": "a@zq.example"}
    url = add(people, "Person", "Somebody", **hidden).absolute_url()
    site = people.absolute_url().rpartition("/")[0]
    search = f"{site}/@search?portal_type=Person&metadata_fields=_all&fullobjects=1"
    answers = [told(url), told(f"{url}/@@vcard"), told(url, rest=True), told(search, rest=True)]
    answers.append(told(f"{people.absolute_url()}/@@directory.csv?type=Person"))
    for answer in answers:
        assert "99 99" not in answer
        assert "zq.example" not in answer


def test_a_mandate_expires_with_its_person(college, functional, told):
    person = functional["portal"]["people-view"]["second-mayor"]
    site = functional["portal"].absolute_url()
    assert "second-mayor" in told(f"{site}/@search?portal_type=Mandate", rest=True)
    with api.env.adopt_roles(["Manager"]):
        person.effective_date = person.created() - 9
        person.expiration_date = person.created() - 1
        notify(ObjectModifiedEvent(person))
    transaction.commit()
    memory.forget()
    assert "Second mayor" not in told(college.absolute_url())
    assert "second-mayor" not in told(f"{site}/@search?portal_type=Mandate", rest=True)


def test_mandate_view_says_whose_it_is(college, functional, visitor):
    person = functional["portal"]["people-view"]["second-mayor"]
    (mandate,) = person.objectValues()
    visitor.open(f"{mandate.absolute_url()}/@@mandate_view")
    assert "Second mayor" in visitor.contents
    visitor.open(f"{person.absolute_url()}/@@person_view")
    assert "Police" in visitor.contents


def test_directory_settings_has_the_lists(webmaster, functional):
    webmaster.open(f"{functional['portal'].absolute_url()}/@@directory-settings")
    assert "sports_hall" in webmaster.contents


def test_directory_parts_are_macros(functional):
    portal = functional["portal"]
    alsoProvides(portal.REQUEST, IDirectoryLayer)
    view = getMultiAdapter((portal, portal.REQUEST), name="directory_parts")
    assert {"teaser", "reach", "downloads"} <= set(view.index.macros.names)
