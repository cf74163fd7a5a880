from collections import Counter
from communesplone.statistics.figures import curve
from communesplone.statistics.figures import figures
from communesplone.statistics.periods import Period
from communesplone.statistics.store import Counts
from communesplone.statistics.store import Store
from datetime import date


NOVEMBER = Period.around("month", date(2026, 11, 15))
YEAR = Period.around("year", date(2026, 1, 1))


def filled() -> Store:
    store = Store()
    store.add("2026-10-31", Counts(Counter(a=4), Counter(), 1))
    store.add("2026-11-01", Counts(Counter(a=10, b=2), Counter(f=3), 5))
    store.add("2026-11-01", Counts(Counter(a=1)))
    store.add("2026-11-30", Counts(Counter(b=7)))
    return store


def test_counts_of_a_month_are_those_of_its_days():
    store = filled()
    by_month = figures(store, NOVEMBER)
    assert by_month.pages == Counter(a=11, b=9)
    assert (by_month.views, by_month.taken, by_month.searches) == (20, 3, 5)
    by_day = figures(store, NOVEMBER.until(date(2026, 11, 29)))
    assert by_day.pages == Counter(a=11, b=2)


def test_counts_of_some_pages_are_theirs_alone():
    found = figures(filled(), NOVEMBER, {"b", "f", "never read"})
    assert (found.views, found.taken, found.searches) == (9, 3, 0)


def test_a_curve_has_every_day_and_stops_today():
    steps = curve(filled(), NOVEMBER, date(2026, 11, 2))
    assert len(steps) == 30
    assert steps[:3] == [("2026-11-01", 13), ("2026-11-02", 0), ("2026-11-03", None)]
    months = dict(curve(filled(), YEAR, date(2026, 11, 30), {"a"}))
    assert months["2026-11"] == 11
    # Nothing was counted yet.
    assert months["2026-09"] is None


def test_old_days_become_months_and_old_months_go():
    store = filled()
    store.compact(date(2027, 11, 30))
    assert list(store.days) == ["2026-10-31", "2026-11-01", "2026-11-30"]
    store.compact(date(2027, 12, 1))
    assert list(store.days) == ["2026-11-01", "2026-11-30"]
    assert figures(store, Period.around("month", date(2026, 10, 1))).views == 4
    store.compact(date(2036, 12, 1))
    assert not store.days
    assert list(store.months) == ["2026-11"] or not store.months
    store.compact(date(2040, 1, 1))
    assert (len(store.months), len(store.numbers), len(store.uids)) == (0, 0, 0)


def test_a_day_of_more_pages_than_are_kept_still_has_its_total(monkeypatch):
    monkeypatch.setattr("communesplone.statistics.store.MOST", 2)
    store = Store()
    store.add("2026-11-01", Counts(Counter({str(n): 1 for n in range(10)})))
    found = figures(store, NOVEMBER)
    assert (len(found.pages), found.views) == (2, 10)
