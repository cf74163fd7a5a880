from communesplone.core.hours import BRUSSELS
from communesplone.news.facts import Facts
from communesplone.news.facts import from_json
from communesplone.news.facts import local
from communesplone.news.facts import shown_last_day
from communesplone.news.facts import to_json
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
import pytest


START, END = datetime(2026, 3, 26, 20), datetime(2026, 3, 26, 22)
WEEKLY = Facts(
    START,
    END,
    rule="FREQ=WEEKLY;COUNT=2",
    ruled=(date(2026, 3, 26), date(2026, 4, 2)),
    days=(date(2026, 3, 26), date(2026, 4, 2)),
    moved_from=START,
    price="6.50",
    themes=("sport",),
)


def test_facts_survive_the_catalog():
    assert from_json(to_json(WEEKLY)) == WEEKLY
    assert from_json(to_json(Facts(START, END))) == Facts(START, END)


def test_eight_in_the_evening_stays_so_in_summer():
    found = [start for start, _end in WEEKLY.occurrences(date(2026, 1, 1), date.max)]
    assert [moment.utcoffset() for moment in found] == [timedelta(hours=1), timedelta(hours=2)]
    assert [moment.hour for moment in found] == [20, 20]


def test_the_next_date_is_the_one_that_has_not_ended():
    at = datetime(2026, 3, 26, 21, tzinfo=BRUSSELS)
    assert WEEKLY.next(at)[0].date() == date(2026, 3, 26)
    assert WEEKLY.next(at + timedelta(hours=1))[0].date() == date(2026, 4, 2)
    assert WEEKLY.next(at + timedelta(days=30)) is None


def test_what_lasts_several_days_takes_place_on_each():
    fair = Facts(START, END + timedelta(days=3))
    assert list(fair.occurrences(date(2026, 3, 28), date(2026, 3, 28)))
    assert not list(fair.occurrences(date(2026, 3, 30), date(2026, 4, 30)))
    assert not list(fair.occurrences(date(2026, 3, 1), date(2026, 3, 25)))


def test_a_whole_day_ends_with_its_last_second():
    ((start, end),) = Facts(START, END, whole_day=True).occurrences(START.date(), START.date())
    assert (f"{start:%H:%M:%S}", f"{end:%H:%M:%S}") == ("00:00:00", "23:59:59")


@pytest.mark.parametrize(
    ("hours", "day"), [(4, 26), (8, 26), (12, 27), (40, 28)], ids=["00:00", "04:00", "08:00", "2d"]
)
def test_a_ball_that_ends_at_night_is_of_one_day(hours, day):
    assert shown_last_day(START, START + timedelta(hours=hours)) == date(2026, 3, day)


def test_moments_are_those_of_the_clock_in_brussels():
    assert local(datetime(2026, 7, 1, 18, tzinfo=UTC)) == datetime(2026, 7, 1, 20)
    assert local(datetime(2026, 7, 1, 18)) == datetime(2026, 7, 1, 18)
