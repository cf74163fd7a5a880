from communesplone.core.hours import BRUSSELS
from communesplone.core.hours import from_data
from communesplone.theme.desks import closures
from communesplone.theme.desks import Desk
from communesplone.theme.desks import desk_rows
from communesplone.theme.desks import earliest_change
from communesplone.theme.desks import ruler
from communesplone.theme.desks import week_rows
from datetime import date
from datetime import datetime
from lxml import etree


TUESDAY = datetime(2026, 11, 24, 10, 42, tzinfo=BRUSSELS)
WEEK = {day: [["08:30", "12:00"], ["13:00", "16:00"]] for day in ("mon", "tue", "wed", "thu")}
DESK = Desk("Population", "http://x/population", from_data({"week": WEEK}))
LIBRARY = Desk("Library", "http://x/library", from_data({"week": {"tue": [["13:00", "18:00"]]}}))


def plain(text):
    return text.replace("\u00a0", " ")


def bars(drawn):
    return [
        (float(bar.get("x")), float(bar.get("width")))
        for bar in etree.fromstring(drawn).iter("rect")
    ]


def test_the_ruler_goes_from_seven_to_twenty_ten_units_an_hour():
    drawn = ruler(DESK.hours.week[1], date(2026, 11, 24))
    assert bars(drawn) == [(15, 35), (60, 30)]
    assert 'data-date="2026-11-24"' in drawn
    assert "style" not in drawn


def test_hours_outside_the_ruler_are_cut():
    early = from_data({"week": {"tue": [["05:00", "06:00"], ["06:00", "08:00"]]}})
    assert bars(ruler(early.week[1], TUESDAY.date())) == [(0, 10)]


def test_rows_tell_status_and_hours_in_words(integration):
    desk, library = desk_rows([DESK, LIBRARY], TUESDAY, "en")
    assert desk["status"]["kind"] == "open"
    assert desk["status"]["text"] == "Open until 12:00"
    assert plain(desk["rest"]) == (
        "Wed. – Thu. 8:30 – 12:00, 13:00 – 16:00; Mon. 8:30 – 12:00, 13:00 – 16:00"
    )
    assert library["status"]["text"] == "Closed, opens at 13:00"
    assert plain(library["today"]) == "13:00 – 18:00"


def test_the_week_begins_on_monday_and_marks_today(integration):
    rows = week_rows(DESK.hours, TUESDAY.date(), "en")
    assert rows[0]["name"] == "Monday"
    assert [row["today"] for row in rows].index(True) == 1
    assert rows[6]["text"] == "Closed"


def test_closures_are_those_of_every_desk():
    closed = closures([DESK], date(2026, 12, 1), "fr")
    assert not closures([DESK, LIBRARY], date(2026, 12, 10), "fr")
    assert closed == []
    open_daily = Desk("A", "http://x/a", from_data({"week": dict(WEEK, fri=[["09:00", "12:00"]])}))
    assert closures([open_daily], date(2026, 12, 1), "en") == [
        "25\u00a0December",
        "1\u00a0January",
    ]


def test_a_page_changes_when_the_first_of_its_desks_does():
    assert earliest_change([DESK, LIBRARY], TUESDAY) == datetime(2026, 11, 24, 11, tzinfo=BRUSSELS)


def test_a_page_without_desks_changes_at_midnight():
    assert earliest_change([], TUESDAY) == datetime(2026, 11, 25, tzinfo=BRUSSELS)
