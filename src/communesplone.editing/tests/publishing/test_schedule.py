"""When a page goes online and offline, from what a form says."""

from communesplone.core.hours import BRUSSELS
from communesplone.editing.publishing.schedule import read
from datetime import date
from datetime import datetime
import pytest


NOW = datetime(2026, 11, 29, 10, tzinfo=BRUSSELS)


def test_an_hour_is_that_of_belgium():
    choice = read({"when": "at", "day": "2026-12-01", "hour": "08:00"}, NOW)
    assert choice.start == datetime(2026, 12, 1, 8, tzinfo=BRUSSELS)
    assert not choice.errors


def test_summer_has_its_own_hour():
    choice = read({"when": "at", "day": "2027-07-01", "hour": "8 h 30"}, NOW)
    assert choice.start.utcoffset().total_seconds() == 7200
    assert choice.start.minute == 30


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"when": "at"}, "day"),
        ({"when": "at", "day": "2026-11-28"}, "day"),
        ({"when": "at", "day": "demain"}, "day"),
        ({"when": "at", "day": "2026-12-01", "hour": "midi"}, "day"),
        ({"when": "at", "day": "2046-12-01"}, "day"),
        ({"end_day": "2026-11-01"}, "end_day"),
        ({"when": "at", "day": "2026-12-05", "end_day": "2026-12-04"}, "end_day"),
        ({"check": "bientôt"}, "check"),
    ],
)
def test_a_moment_that_makes_no_sense_is_said_at_its_field(form, field):
    choice = read(form, NOW)
    assert list(choice.errors) == [field]
    assert all(choice.typed[name] == value for name, value in form.items())


def test_without_a_choice_its_beginning_is_kept_and_it_is_for_ever():
    choice = read({"when": ["at", "now"], "check": "2027-11-15"}, NOW)
    assert (choice.when, choice.start, choice.end) == ("kept", None, None)
    assert choice.check == date(2027, 11, 15)
