from communesplone.notices.facts import Facts
from communesplone.notices.facts import from_json
from communesplone.notices.facts import JOBS
from communesplone.notices.facts import next_change
from communesplone.notices.facts import Status
from communesplone.notices.facts import status
from communesplone.notices.facts import to_json
from datetime import date
from datetime import datetime
from datetime import time
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
import pytest


FACTS = Facts(JOBS, date(2026, 11, 20), date(2026, 12, 7), decided=date(2026, 12, 21))
DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 3, 1))
HOURS = st.none() | st.sampled_from([time(0), time(11), time(23, 59)])


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 11, 19, 23, 59), Status.ANNOUNCED),
        (datetime(2026, 11, 20), Status.OPEN),
        (datetime(2026, 12, 7, 23, 59), Status.OPEN),
        (datetime(2026, 12, 8), Status.CLOSED),
        (datetime(2026, 12, 21), Status.DECIDED),
    ],
)
def test_the_status_follows_the_days_to_the_end_of_the_last(moment, expected):
    assert status(FACTS, moment) is expected


def test_an_hour_ends_the_last_day():
    facts = Facts(JOBS, last=date(2026, 12, 7), hour=time(11))
    assert status(facts, datetime(2026, 12, 7, 10, 59)) is Status.OPEN
    assert status(facts, datetime(2026, 12, 7, 11)) is Status.CLOSED


def test_what_is_stopped_is_stopped_whatever_the_days():
    assert status(Facts(JOBS, stopped=True), datetime(2026, 12, 7)) is Status.STOPPED


@settings(deadline=None)
@given(
    st.builds(Facts, st.just(JOBS), DAYS, DAYS, HOURS, DAYS, st.booleans(), st.text(max_size=9)),
    st.datetimes(datetime(2025, 12, 1), datetime(2026, 4, 1)),
)
def test_the_status_changes_at_the_announced_moments_only(facts, now):
    while change := next_change(facts, now):
        middle = now + (change - now) / 2
        if middle < change:
            assert status(facts, middle) is status(facts, now)
        now = change
    assert status(facts, datetime(2027, 1, 1)) is status(facts, now)


@settings(deadline=None)
@given(st.builds(Facts, st.just(JOBS), DAYS, DAYS, HOURS, DAYS, st.booleans(), st.text()))
def test_facts_come_back_from_the_catalog_as_they_were(facts):
    assert from_json(to_json(facts)) == facts
