from communesplone.news.interfaces import InvalidDates
from communesplone.news.recurrence import MOST
from communesplone.news.recurrence import read_recurrence
from datetime import date
from datetime import datetime
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from plone.event.recurrence import recurrence_sequence_ical
from pytz import timezone
from zope.i18n import interpolate
import pytest


FIRST = date(2026, 11, 26)


def days(text, first=FIRST):
    return [on.isoformat() for on in read_recurrence(text, first).days]


def test_every_week_until_a_day():
    rule = "RRULE:FREQ=WEEKLY;UNTIL=20261210T000000"
    assert days(rule) == ["2026-11-26", "2026-12-03", "2026-12-10"]


def test_a_day_left_out_and_one_added():
    rule = "RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20261203T000000\nRDATE:20261225T000000"
    assert days(rule) == ["2026-11-26", "2026-12-10", "2026-12-25"]


def test_added_days_alone():
    assert days("RDATE:20261225T000000,20261226T000000")[1:] == ["2026-12-25", "2026-12-26"]


def test_the_second_saturday_of_each_month():
    rule = "RRULE:FREQ=MONTHLY;BYDAY=+2SA;COUNT=2"
    assert days(rule, date(2026, 12, 12)) == ["2026-12-12", "2027-01-09"]


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("RRULE:FREQ=DAILY;COUNT=100000000", "1000 dates at most"),
        ("RRULE:FREQ=DAILY;UNTIL=20991231T000000", "within 10 years"),
        ("RRULE:FREQ=DAILY;UNTIL=20360101T000000", "1000 dates at most"),
        ("RRULE:FREQ=YEARLY;COUNT=50", "within 10 years"),
        ("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5", "never take place"),
        ("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=1", "never take place"),
        ("RRULE:FREQ=WEEKLY", "when the recurrence ends"),
        ("RRULE:FREQ=WEEKLY;UNTIL=20200101T000000", "before the event begins"),
        ("RRULE:FREQ=SECONDLY;COUNT=3", "by day, week, month or year"),
        ("RRULE:FREQ=WEEKLY;BYHOUR=3;COUNT=3", "cannot be read"),
        ("RRULE:FREQ=WEEKLY;INTERVAL=0;COUNT=3", "cannot be read"),
        ("RRULE:FREQ=WEEKLY;COUNT=-3", "cannot be read"),
        ("RRULE:FREQ=WEEKLY;FREQ=DAILY;COUNT=3", "cannot be read"),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=99;COUNT=3", "never take place"),
        ("RRULE:FREQ=WEEKLY;COUNT=3\nRRULE:FREQ=DAILY;COUNT=3", "one rule"),
        ("EXRULE:FREQ=DAILY;COUNT=3", "cannot be read"),
        ("every Thursday", "cannot be read"),
        ("RDATE:20261399T000000", "is not a date"),
        ("RDATE:tomorrow", "is not a date"),
        ("RRULE:FREQ=DAILY;COUNT=1\nEXDATE:20261126T000000", "leave one at least"),
    ],
)
def test_what_cannot_be_is_refused_in_words(rule, says):
    with pytest.raises(InvalidDates) as refused:
        read_recurrence(rule, FIRST)
    message = refused.value.doc()
    assert says in interpolate(message.default or str(message), message.mapping)


@settings(deadline=None, max_examples=60)
@given(
    first=st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    frequency=st.sampled_from(["DAILY", "WEEKLY", "MONTHLY"]),
    interval=st.integers(1, 3),
    count=st.integers(1, 20),
    left_out=st.integers(0, 10),
)
def test_the_days_are_those_that_plone_indexes(first, frequency, interval, count, left_out):
    rule = f"RRULE:FREQ={frequency};INTERVAL={interval};COUNT={count}"
    ruled = read_recurrence(rule, first).ruled
    if 0 < left_out < len(ruled):
        rule += f"\nEXDATE:{ruled[left_out]:%Y%m%d}T000000"
    start = timezone("Europe/Brussels").localize(datetime(first.year, first.month, first.day, 18))
    plones = [moment.date() for moment in recurrence_sequence_ical(start, rule)]
    assert list(read_recurrence(rule, first).days) == plones


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="RULE:FQ=DAILYWK;COUNT0123456789UNTILBYDAYMOTH,-\n", max_size=80))
def test_any_text_is_read_or_refused(text):
    try:
        found = read_recurrence(text, FIRST)
    except InvalidDates:
        return
    assert 0 < len(found.days) <= MOST
