from communesplone.notices.period import is_holiday
from datetime import date
from datetime import timedelta
from icalendar import Calendar
from plone import api
import io
import pytest
import transaction


def test_a_street_gets_its_next_collections(calendar, visitor):
    visitor.open(f"{calendar.absolute_url()}/waste_view?street=rue+de+l%27eglise")
    assert "PMC" in visitor.contents
    assert visitor.contents.index("PMC") < visitor.contents.index("Paper and cardboard")
    assert "Rue de l’Église" in visitor.contents


def test_a_street_in_two_sectors_asks_for_a_number(calendar, visitor):
    visitor.open(f"{calendar.absolute_url()}?street=Rue+Haute")
    assert "write the house number" in visitor.contents
    visitor.open(f"{calendar.absolute_url()}?street=Rue+Haute&number=8")
    assert "B – Plateau" in visitor.contents


def test_an_unknown_street_gets_a_helpful_answer(calendar, visitor):
    visitor.open(f"{calendar.absolute_url()}?street=rue+hote")
    assert visitor.headers["status"].startswith("200")
    assert "Did you mean" in visitor.contents
    assert "street=Rue+Haute" in visitor.contents
    visitor.open(f"{calendar.absolute_url()}?street=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert(1)" not in visitor.contents
    assert "choose a sector below" in visitor.contents


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("?sector=Z", "404"),
        ("?street=a&street=b", "400"),
        ("?street=" + "x" * 200, "400"),
        ("/@@waste.ics", "400"),
        ("/@@waste.ics?sector=Z", "404"),
        ("/@@waste-year?sector=A&year=-1", "400"),
        ("/@@waste-year?sector=A&year=2044", "404"),
        ("/@@waste-year", "400"),
    ],
)
def test_an_odd_address_gets_a_clean_answer(calendar, visitor, address, status):
    visitor.open(calendar.absolute_url() + address)
    assert visitor.headers["status"].startswith(status)


def events(visitor, calendar, query="sector=A"):
    visitor.open(f"{calendar.absolute_url()}/@@waste.ics?{query}")
    found = Calendar.from_ical(visitor.contents).walk("VEVENT")
    return {str(event["UID"]): event["DTSTART"].dt for event in found}


def test_a_collection_that_moves_keeps_its_place_in_the_calendars(calendar, visitor, today):
    before = events(visitor, calendar)
    assert len(before) == 2
    soon = today + timedelta(days=1)
    with api.env.adopt_roles(["Manager"]):
        calendar.moves = f"{soon:%d/%m/%Y} | {soon + timedelta(days=1):%d/%m/%Y}"
    transaction.commit()
    after = events(visitor, calendar, "street=rue+haute&number=1")
    assert set(after) == set(before)
    assert soon in before.values()
    assert soon not in after.values()


def test_a_calendar_says_how_often_to_ask_and_reminds_the_evening_before(calendar, visitor):
    visitor.open(f"{calendar.absolute_url()}/@@waste.ics?sector=A")
    made = Calendar.from_ical(visitor.contents)
    assert made["REFRESH-INTERVAL"].dt == timedelta(hours=12)
    for event in made.walk("VEVENT"):
        (alarm,) = event.walk("VALARM")
        assert alarm["TRIGGER"].dt == timedelta(hours=-6)
        assert event["DTSTAMP"].dt.tzname() == "UTC"
    expected = "inline; filename=\"dechets-A.ics\"; filename*=UTF-8''dechets-A.ics"
    assert visitor.headers["Content-Disposition"] == expected


def test_the_year_is_on_one_sheet(calendar, visitor, today):
    year = (today + timedelta(days=1)).year
    visitor.open(f"{calendar.absolute_url()}/@@waste-year?sector=A&year={year}")
    assert "PMC" in visitor.contents
    assert "A – Centre" in visitor.contents


def send(webmaster, calendar, data, kind="streets", name="streets.csv"):
    webmaster.open(f"{calendar.absolute_url()}/@@waste-import")
    webmaster.getControl(name="kind").value = [kind]
    webmaster.getControl(name="file").add_file(io.BytesIO(data), "text/csv", name)
    webmaster.getControl("Import").click()
    transaction.begin()


def test_a_latin_1_file_with_three_bad_lines_is_reported_and_stores_nothing(calendar, webmaster):
    before = calendar.streets
    data = (
        "Rue;Numéros;Secteur\nRue Éternelle;;A\nRue B;douze;A\nRue C;9-1;A\n;;A\nRue D;;B\n"
    ).encode("cp1252")
    send(webmaster, calendar, data)
    assert "Nothing was stored" in webmaster.contents
    for line in ("Line 3", "Line 4", "Line 5"):
        assert line in webmaster.contents
    assert calendar.streets == before


def test_a_good_file_replaces_the_streets(calendar, webmaster):
    send(webmaster, calendar, "Rue;Numéros;Secteur\nRue Éternelle;;A\n".encode("cp1252"))
    assert calendar.streets == "Rue Éternelle |  | A"
    assert "1 lines imported" in webmaster.contents


def test_days_are_imported_by_stream_and_sector(calendar, webmaster):
    send(webmaster, calendar, b"flux;secteur;date\nPMC;A;06/01/2027\n", "days")
    assert calendar.rounds == "pmc | A | 2027-01-06"


@pytest.mark.parametrize("data", [b"\x00\x01binary", b" ", b"a;b\n1;2\n"])
def test_what_is_no_such_file_is_refused(calendar, webmaster, data):
    before = calendar.streets
    send(webmaster, calendar, data)
    assert "Nothing was stored" in webmaster.contents
    assert calendar.streets == before


@pytest.mark.parametrize("kind", ["kind:list=x", "kind=streets&kind=days", "kind.a:record=x"])
def test_an_odd_kind_gets_a_clean_answer(calendar, webmaster, kind):
    before = calendar.streets
    url = f"{calendar.absolute_url()}/@@waste-import"
    webmaster.open(url)
    token = webmaster.getControl(name="_authenticator").value
    for address, body in ((f"{url}?{kind}", None), (url, f"_authenticator={token}&{kind}")):
        webmaster.open(address, body)
        assert webmaster.headers["status"].startswith("400")
    transaction.begin()
    assert calendar.streets == before


def test_only_who_may_edit_imports(calendar, visitor):
    visitor.open(f"{calendar.absolute_url()}/@@waste-import")
    assert "CSV" not in visitor.contents


def test_the_form_names_the_public_holidays_that_nobody_moved(calendar, webmaster, today):
    day = next(
        date(today.year + 1, 1, 1) + timedelta(days=count)
        for count in range(400)
        if is_holiday(date(today.year + 1, 1, 1) + timedelta(days=count))
    )
    with api.env.adopt_roles(["Manager"]):
        calendar.rounds = f"PMC | A | {day:%d/%m/%Y}"
    transaction.commit()
    webmaster.open(f"{calendar.absolute_url()}/@@waste-import")
    assert "not moved yet" in webmaster.contents
