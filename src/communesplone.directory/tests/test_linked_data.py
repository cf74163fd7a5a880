from communesplone.core.hours import from_data
from communesplone.directory.linked_data import entry
from communesplone.directory.linked_data import next_turn
from communesplone.directory.linked_data import opening_hours
from communesplone.directory.linked_data import special_days
from datetime import date
import pytest


TUESDAY = date(2026, 11, 24)
HOURS = from_data(
    {
        "week": {
            "mon": [["08:30", "12:00"], ["13:30", "16:00", "appointment"]],
            "fri": [["08:30", "12:00"]],
        },
        "seasons": [{"from": "07-01", "to": "08-31", "week": {"mon": [["08:00", "13:00"]]}}],
        "exceptions": [{"from": "2026-12-04", "to": "2026-12-04", "spans": [], "reason": "Move"}],
    }
)


def test_the_week_is_said_by_day_without_what_needs_an_appointment():
    monday, friday, *_season = opening_hours(HOURS, TUESDAY)
    assert (monday["dayOfWeek"], monday["opens"], monday["closes"]) == (
        "https://schema.org/Monday",
        "08:30",
        "12:00",
    )
    assert friday["dayOfWeek"] == "https://schema.org/Friday"


def test_a_season_says_from_when_to_when_it_is_valid():
    *_week, summer = opening_hours(HOURS, TUESDAY)
    assert (summer["validFrom"], summer["validThrough"]) == ("2027-07-01", "2027-08-31")


@pytest.mark.parametrize(
    ("on", "start", "end"),
    [
        (date(2026, 12, 1), date(2026, 11, 1), date(2027, 3, 31)),
        (date(2027, 2, 1), date(2026, 11, 1), date(2027, 3, 31)),
        (date(2027, 4, 1), date(2027, 11, 1), date(2028, 3, 31)),
    ],
)
def test_a_season_may_pass_over_new_year(on, start, end):
    hours = from_data({"seasons": [{"from": "11-01", "to": "03-31", "week": {}}]})
    assert next_turn(hours.seasons[0], on) == (start, end)


def test_an_exceptional_closing_opens_and_closes_at_the_same_hour():
    closed = special_days(HOURS, TUESDAY)[0]
    assert closed["validFrom"] == closed["validThrough"] == "2026-12-04"
    assert closed["opens"] == closed["closes"]


def test_public_holidays_are_special_days():
    assert "2026-12-25" in [day["validFrom"] for day in special_days(HOURS, TUESDAY)]


def test_what_is_not_known_is_left_out():
    office = entry(
        kind=("Service", ""),
        name="Population",
        url="https://namur.example/services/population",
        description="",
        contact={"phone": "081 00 00 00", "email": None, "website": None},
        address={"postal_code": "5000", "locality": "Namur"},
        hours=from_data(None),
        on=TUESDAY,
    )
    assert office["@type"] == "GovernmentOffice"
    assert office["telephone"] == "081 00 00 00"
    assert office["address"] == {
        "@type": "PostalAddress",
        "postalCode": "5000",
        "addressLocality": "Namur",
        "addressCountry": "BE",
    }
    assert not {"description", "email", "geo", "openingHoursSpecification"} & office.keys()
