from communesplone.core.hours import BRUSSELS
from communesplone.core.hours import day_hours
from communesplone.core.hours import exceptional_days
from communesplone.core.hours import from_data
from communesplone.core.hours import next_change
from communesplone.core.hours import OpeningHours
from communesplone.core.hours import spans_on
from communesplone.core.hours import status
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
import pytest


WORKDAY = [["08:30", "12:00"], ["13:00", "16:00"]]
WEEK = {name: WORKDAY for name in ("mon", "tue", "wed", "thu", "fri")}


def hours(**data):
    return from_data({"week": WEEK} | data)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


def said(found):
    """Return a status as (kind, until, next opening) in local ISO minutes."""
    until, opening = (
        value and value.isoformat(timespec="minutes")[:16]
        for value in (found.until, found.next_opening)
    )
    return found.kind, until, opening


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-24T08:29:59", ("closed", None, "2026-11-24T08:30")),
        ("2026-11-24T08:30", ("open", "2026-11-24T12:00", None)),
        ("2026-11-24T10:42", ("open", "2026-11-24T12:00", None)),
        ("2026-11-24T11:00", ("closing", "2026-11-24T12:00", None)),
        ("2026-11-24T11:59:59", ("closing", "2026-11-24T12:00", None)),
        ("2026-11-24T12:00", ("closed", None, "2026-11-24T13:00")),
        ("2026-11-24T16:00", ("closed", None, "2026-11-25T08:30")),
        ("2026-11-27T18:00", ("closed", None, "2026-11-30T08:30")),
    ],
)
def test_status_over_a_working_day(moment, expected):
    assert said(status(hours(), at(moment))) == expected


def test_moment_in_another_zone_is_the_same_moment():
    assert said(status(hours(), datetime(2026, 11, 24, 9, 42, tzinfo=UTC)))[0] == "open"


def test_public_holiday_is_exceptionally_closed_and_named():
    found = status(hours(), at("2026-12-25T10:00"))
    assert said(found) == ("exceptionally_closed", None, "2026-12-28T08:30")
    assert found.reason == "Christmas Day"


def test_public_holiday_on_a_sunday_is_merely_closed():
    assert status(hours(), at("2026-11-01T10:00")).kind == "closed"


def test_desk_may_stay_open_on_public_holidays():
    assert status(hours(closed_on_holidays=False), at("2026-12-25T10:00")).kind == "open"


def test_wallonia_day_is_closed_only_where_the_commune_says_so():
    sunday = {"sun": WORKDAY}
    wallonia_day = date(2026, 9, 27)
    assert spans_on(hours(week=sunday), wallonia_day)
    assert not spans_on(hours(week=sunday, closed_on_wallonia_day=True), wallonia_day)


def test_exception_closes_a_day_with_its_reason():
    found = status(
        hours(exceptions=[{"from": "2026-11-24", "reason": "Inventaire"}]), at("2026-11-24T10:00")
    )
    assert said(found) == ("exceptionally_closed", None, "2026-11-25T08:30")
    assert found.reason == "Inventaire"


def test_exception_on_one_date_opens_a_holiday_or_a_sunday():
    elections = {"from": "2026-11-01", "to": "2026-11-01", "spans": [["08:00", "14:00"]]}
    assert status(hours(exceptions=[elections]), at("2026-11-01T09:00")).kind == "open"


def test_other_hours_over_a_period_open_no_sunday_and_no_holiday():
    summer = {"from": "2026-07-01", "to": "2026-08-31", "spans": [["08:00", "13:00"]]}
    found = hours(exceptions=[summer])
    assert len(spans_on(found, date(2026, 7, 20))) == 1
    assert spans_on(found, date(2026, 7, 19)) == ()
    national_day = day_hours(found, date(2026, 7, 21))
    assert (national_day.spans, national_day.reason) == ((), "National Day")


def test_shorter_exception_counts():
    found = hours(
        exceptions=[
            {"from": "2026-07-01", "to": "2026-08-31", "spans": [["08:00", "13:00"]]},
            {"from": "2026-07-03", "reason": "Formation"},
        ]
    )
    assert day_hours(found, date(2026, 7, 3)).reason == "Formation"


def test_season_comes_back_every_year_and_passes_new_year():
    winter = {"from": "11-01", "to": "02-29", "week": {"sat": [["09:00", "12:00"]]}}
    found = hours(seasons=[winter])
    for saturday in (date(2026, 11, 7), date(2027, 1, 9), date(2028, 2, 26)):
        assert len(spans_on(found, saturday)) == 1
    assert spans_on(found, date(2027, 1, 11)) == ()
    assert spans_on(found, date(2027, 3, 6)) == ()


def test_by_appointment_is_told():
    found = hours(week={"tue": [["08:30", "12:00"], ["12:00", "16:00", "appointment"]]})
    assert not status(found, at("2026-11-24T10:00")).by_appointment
    assert said(status(found, at("2026-11-24T10:00")))[1] == "2026-11-24T12:00"
    assert status(found, at("2026-11-24T14:00")).by_appointment


def test_no_hours_is_closed_for_ever_and_never_changes():
    nothing = OpeningHours()
    assert said(status(nothing, at("2026-11-24T10:00"))) == ("closed", None, None)
    assert next_change(nothing, at("2026-11-24T10:00")) is None


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-24T00:00", "2026-11-24T08:30"),
        ("2026-11-24T10:42", "2026-11-24T11:00"),
        ("2026-11-24T11:00", "2026-11-24T12:00"),
        ("2026-11-24T15:30", "2026-11-24T16:00"),
        ("2026-11-24T16:00", "2026-11-25T00:00"),
        ("2026-11-28T10:00", "2026-11-29T00:00"),
    ],
)
def test_next_change_is_an_opening_a_last_hour_a_closing_or_midnight(moment, expected):
    assert next_change(hours(), at(moment)) == at(expected)


@pytest.mark.parametrize(("day", "length"), [("2026-03-29", 23), ("2026-10-25", 25)])
def test_days_of_23_and_25_hours_end_at_their_own_midnight(day, length):
    midnight = at(day).astimezone(UTC)
    assert next_change(hours(), midnight) - midnight == timedelta(hours=length)


def test_second_half_past_two_of_the_autumn_night_is_told_from_the_first():
    night = hours(week={"sun": [["02:30", "05:00"]]})
    first = datetime(2026, 10, 25, 0, 15, tzinfo=UTC)
    assert status(night, first).kind == "closed"
    assert status(night, first + timedelta(hours=1)).kind == "open"
    assert status(night, at("2026-10-25T02:15").replace(fold=1)).kind == "open"


def test_hours_that_the_spring_night_swallows_are_none():
    night = hours(week={"sun": [["02:00", "03:00"]]})
    found = status(night, at("2026-03-29T01:00"))
    assert said(found) == ("closed", None, "2026-04-12T02:00")


def test_exceptional_days_are_listed_for_the_footer():
    found = exceptional_days(hours(), date(2026, 12, 1), 60)
    assert [str(day.date) for day in found] == ["2026-12-25", "2027-01-01"]
