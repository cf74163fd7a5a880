from communesplone.notices.period import BASES
from communesplone.notices.period import can_end_on
from communesplone.notices.period import counted_days
from communesplone.notices.period import earliest_end
from communesplone.notices.period import explain
from communesplone.notices.period import Fault
from communesplone.notices.period import fault
from communesplone.notices.period import is_holiday
from communesplone.notices.period import is_suspended
from datetime import date
from datetime import timedelta
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
import pytest


PERMIT, ROADS, OTHER = BASES["codt_permit"], BASES["roads"], BASES["other"]
STARTS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
LENGTHS = st.sampled_from([15, 30, 45])


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        # Monday the 2nd to Monday the 16th: fifteen days, both included
        (date(2026, 3, 2), 15, date(2026, 3, 16)),
        # Ends on a Saturday, a Sunday: Monday
        (date(2026, 3, 7), 15, date(2026, 3, 23)),
        (date(2026, 3, 8), 15, date(2026, 3, 23)),
        # Good Friday is a working day; Easter Monday, 6 April 2026, is not
        (date(2026, 3, 20), 15, date(2026, 4, 3)),
        (date(2026, 3, 21), 15, date(2026, 4, 7)),
        (date(2026, 3, 23), 15, date(2026, 4, 7)),
        # Ascension Day, 14 May 2026, and Whit Monday, 25 May 2026
        (date(2026, 4, 30), 15, date(2026, 5, 15)),
        (date(2026, 5, 11), 15, date(2026, 5, 26)),
        # Summer: 13, 14, 15 July count, then from 16 August on
        (date(2026, 7, 13), 15, date(2026, 8, 27)),
        # The fifteenth day is the last before the suspension
        (date(2026, 7, 1), 15, date(2026, 7, 15)),
        # The fifteenth day is Saturday 15 July 2023: it moves over the suspension
        (date(2023, 7, 1), 15, date(2023, 8, 16)),
        # Winter: 23 December counts, then from 2 January on
        (date(2026, 12, 23), 15, date(2027, 1, 15)),
        # Begun within a suspension: the first day that counts is 16 August, a Sunday
        (date(2026, 8, 1), 15, date(2026, 8, 31)),
        # Roads: 30 days
        (date(2026, 9, 1), 30, date(2026, 9, 30)),
    ],
)
def test_an_inquiry_ends_on_the_first_day_that_the_law_allows(start, days, end):
    assert earliest_end(start, days) == end


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 7, 15), False),
        (date(2026, 7, 16), True),
        (date(2026, 8, 15), True),
        (date(2026, 8, 16), False),
        (date(2026, 12, 23), False),
        (date(2026, 12, 24), True),
        (date(2027, 1, 1), True),
        (date(2027, 1, 2), False),
    ],
)
def test_days_are_suspended_from_the_first_to_the_last(on, expected):
    assert is_suspended(on) is expected


def test_holidays_are_belgian_and_move_with_easter():
    assert is_holiday(date(2026, 4, 6))
    assert is_holiday(date(2027, 3, 29))
    assert is_holiday(date(2026, 7, 21))
    assert not is_holiday(date(2026, 4, 3))


@settings(deadline=None)
@given(STARTS, LENGTHS)
def test_the_last_day_is_always_a_working_day_that_counts(start, days):
    assert can_end_on(earliest_end(start, days))


@settings(deadline=None)
@given(STARTS, LENGTHS)
def test_the_counted_days_suffice_and_no_possible_end_before_does(start, days):
    end = earliest_end(start, days)
    assert len(list(counted_days(start, end))) >= days
    before = end - timedelta(days=1)
    while before >= start:
        assert not (can_end_on(before) and len(list(counted_days(start, before))) >= days)
        before -= timedelta(days=1)


@settings(deadline=None)
@given(STARTS, LENGTHS)
def test_one_who_begins_later_never_ends_earlier(start, days):
    assert earliest_end(start, days) <= earliest_end(start + timedelta(days=1), days)


@settings(deadline=None)
@given(STARTS, st.sampled_from([basis for basis in BASES.values() if basis.days]))
def test_the_earliest_end_is_in_order_and_the_day_before_is_not(start, basis):
    end = earliest_end(start, basis.days)
    assert fault(start, end, basis) is None
    assert fault(start, end - timedelta(days=1), basis) is not None


@settings(deadline=None)
@given(STARTS, st.integers(-400, 800), st.sampled_from(list(BASES.values())), st.booleans())
def test_every_fault_is_explained(start, days, basis, excused):
    end = start + timedelta(days=days)
    found = fault(start, end, basis, excused=excused)
    if found:
        assert explain(start, end, basis, found)
    if days < 0:
        assert found is Fault.BACKWARDS


def test_a_short_period_is_named_with_its_rule_and_the_day_to_write():
    start, end = date(2026, 7, 6), date(2026, 7, 24)
    message = explain(start, end, PERMIT, fault(start, end, PERMIT))
    assert message.mapping["law"] == "CoDT, livre VIII"
    assert message.mapping["end"] == "20/08/2026"
    assert "16 July" in message


def test_a_period_that_would_suffice_but_ends_on_a_sunday_is_moved():
    start, end = date(2026, 3, 8), date(2026, 3, 22)
    assert fault(start, end, PERMIT) is Fault.NOT_A_WORKING_DAY
    assert explain(start, end, PERMIT, Fault.NOT_A_WORKING_DAY).mapping["end"] == "23/03/2026"


def test_another_period_with_a_reason_is_accepted_but_not_one_that_cannot_be():
    start = date(2026, 3, 2)
    assert fault(start, start + timedelta(days=3), ROADS, excused=True) is None
    assert fault(start, start - timedelta(days=3), ROADS, excused=True) is Fault.BACKWARDS
    assert fault(start, date(2206, 3, 2), ROADS, excused=True) is Fault.TOO_LONG


def test_another_law_needs_its_last_day():
    assert fault(date(2026, 3, 2), None, OTHER) is Fault.NO_END
    assert fault(date(2026, 3, 2), None, PERMIT) is None


def test_a_day_is_the_least():
    with pytest.raises(ValueError, match="one day"):
        earliest_end(date(2026, 3, 2), 0)
