from communesplone.statistics.periods import Period
from communesplone.statistics.periods import step_label
from communesplone.statistics.periods import step_title
from datetime import date
import pytest


SUNDAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("kind", "first", "last", "before", "year_before"),
    [
        ("day", "2026-11-29", "2026-11-29", "2026-11-28", "2025-11-30"),
        ("week", "2026-11-23", "2026-11-29", "2026-11-16", "2025-11-24"),
        ("month", "2026-11-01", "2026-11-30", "2026-10-01", "2025-11-01"),
        ("year", "2026-01-01", "2026-12-31", "2025-01-01", "2025-01-01"),
    ],
)
def test_a_period_has_a_beginning_an_end_and_neighbours(kind, first, last, before, year_before):
    period = Period.around(kind, SUNDAY)
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)
    assert period.before().first.isoformat() == before
    assert period.year_before().first.isoformat() == year_before
    assert period.before().after() == period


def test_a_month_that_is_not_over_is_compared_with_as_many_days():
    november = Period.around("month", SUNDAY)
    cut = november.before().cut_like(november, date(2026, 11, 10))
    assert (cut.first, cut.last) == (date(2026, 10, 1), date(2026, 10, 10))
    assert november.before().cut_like(november, date(2026, 12, 3)) == november.before()
    march = Period.around("month", date(2026, 3, 31))
    assert march.before().cut_like(march, date(2026, 3, 30)).last == date(2026, 2, 28)


def test_a_period_is_named_in_words():
    assert Period.around("month", SUNDAY).title("fr") == "Novembre 2026"
    assert Period.around("week", SUNDAY).title("fr") == "Semaine du 23\u00a0novembre 2026"
    assert Period.around("year", SUNDAY).title("nl") == "2026"
    assert Period.around("day", SUNDAY).title("de") == "Sonntag, 29.\u00a0November 2026"


def test_the_steps_of_a_curve_are_days_or_the_months_of_a_year():
    assert len(Period.around("month", SUNDAY).steps()) == 30
    assert Period.around("day", SUNDAY).steps()[0] == "2026-11-16"
    months = Period.around("year", SUNDAY).steps()
    assert (months[0], len(months)) == ("2026-01", 12)
    assert step_label("2026-11-05", "fr") == "5"
    assert step_label("2026-11", "fr") == "nov."
    assert step_title("2026-11", "fr") == "novembre 2026"
