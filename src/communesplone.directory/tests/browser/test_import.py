"""The form that brings a table in: a report of each line, and all or nothing."""

from plone import api
import pytest


BAD = (
    "id;title;kind;latitude;longitude;mon\r\n"
    "ecole;École;school;50,46;4,86;8-16\r\n"
    "lune;Mer de la Tranquillité;school;0,67;23,47;\r\n"
    "parc;Parc;volcano;;;\r\n"
    "salle;Salle des fêtes;hall;;;8-12, 11-13\r\n"
)
GOOD = "id;title;kind;phone\r\necole;École;school;+32 81 00 00 00\r\nparc;Le parc;park;\r\n"


@pytest.fixture
def form(folder, webmaster):
    """The form, opened by a webmaster for places."""
    where = folder("places_view")
    webmaster.open(f"{where.absolute_url()}/@@import-directory?type=Place")
    return where, webmaster


def send(browser, data, press="Check the file"):
    if isinstance(data, bytes):
        browser.getControl("File").add_file(data, "text/csv", "places.csv")
    elif data is not None:
        browser.getControl("Or the table as text").value = data
    browser.getControl(press).click()


def titles(where):
    with api.env.adopt_roles(["Manager"]):
        return sorted(item.title for item in where.objectValues())


def test_import_directory_names_three_bad_lines_of_a_latin_1_file_and_stores_nothing(form):
    where, browser = form
    send(browser, BAD.encode("latin-1"))
    report = browser.contents.partition("<table")[2].partition("</table>")[0]
    for shown in (">3<", ">4<", ">5<", "Latitude", "Kind", "This is not in Belgium", "overlap"):
        assert shown in report
    assert ">2<" not in report
    assert titles(where) == []
    # What was uploaded stays in the form, to be corrected
    assert "Mer de la Tranquillité" in browser.getControl("Or the table as text").value
    assert "Bring it in" not in browser.contents


def test_a_good_table_is_checked_first_and_then_brought_in(form):
    where, browser = form
    send(browser, GOOD)
    assert "will be added" in browser.contents
    assert titles(where) == []
    send(browser, None, "Bring it in")
    assert titles(where) == ["Le parc", "École"]
    assert where["ecole"].phone == "+32 81 00 00 00"


def test_the_same_identifier_is_changed_not_added_again(form):
    where, browser = form
    for text in (GOOD, GOOD.replace("Le parc", "Grand parc")):
        browser.open(f"{where.absolute_url()}/@@import-directory?type=Place")
        send(browser, text)
        send(browser, None, "Bring it in")
    assert titles(where) == ["Grand parc", "École"]


def test_what_directory_csv_gives_comes_back_without_a_change(form):
    where, browser = form
    send(browser, GOOD)
    send(browser, None, "Bring it in")
    browser.open(f"{where.absolute_url()}/@@directory.csv?type=Place")
    table = browser.contents
    text = table.decode("utf-8-sig") if isinstance(table, bytes) else table
    assert "'+32 81 00 00 00" in text
    browser.open(f"{where.absolute_url()}/@@import-directory?type=Place")
    send(browser, text)
    assert browser.contents.count("stays as it is") == 2


def test_two_mayors_at_once_in_a_table_are_refused(folder, add, webmaster):
    people = folder("people_view")
    add(people, "Person", "ann")
    add(people, "Person", "bob")
    table = (
        "id;body;role;start;end\r\nann/a;college;mayor;2024-12-02;\r\n"
        "bob/b;college;mayor;2025-01-01;\r\nzoe/c;college;alderman;2025-01-01;2020-01-01\r\n"
    )
    webmaster.open(f"{people.absolute_url()}/@@import-directory?type=Mandate")
    send(webmaster, table)
    assert "Only one person at a time" in webmaster.contents
    assert "zoe" in webmaster.contents
    assert not people["ann"].objectIds()


def test_a_visitor_imports_nothing_and_a_form_without_its_key_does_nothing(form, visitor):
    where, browser = form
    address = f"{where.absolute_url()}/@@import-directory"
    visitor.open(address)
    assert "Or the table as text" not in visitor.contents
    browser.post(address, "type=Place&import=1&table=title%3Bkind%0Ax%3Bpark")
    assert titles(where) == []


def test_directory_geojson_has_what_has_a_position_and_a_list_may_be_asked_for(form, add, visitor):
    where, _browser = form
    add(where, "Place", "Here", kind="park", latitude=50.4, longitude=4.8)
    add(where, "Place", "Nowhere", kind="park")
    add(where, "Place", "Hidden", kind="park", latitude=50.4, longitude=4.8, publish=False)
    visitor.open(f"{where.absolute_url()}/@@directory.geojson?type=Place&kind=park")
    assert '"Here"' in visitor.contents
    assert "Nowhere" not in visitor.contents
    assert "Hidden" not in visitor.contents
    visitor.open(f"{where.absolute_url()}/@@directory.geojson?type=Document")
    assert visitor.headers["status"].startswith("400")


def test_a_type_that_is_no_word_is_a_bad_request(functional, webmaster):
    webmaster.open(f"{functional['portal'].absolute_url()}/@@import-directory?type:list=Place")
    assert webmaster.headers["status"].startswith("400")
