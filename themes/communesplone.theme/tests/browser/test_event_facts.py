from communesplone.core.hours import BRUSSELS
from communesplone.theme.browser.event_facts import next_date
from communesplone.theme.browser.event_facts import tag_of
from communesplone.theme.browser.events import event_rows
from datetime import datetime
from types import SimpleNamespace
import json


NOW = datetime(2026, 11, 24, 10, tzinfo=BRUSSELS)
MARKET = {
    "start": "2026-11-19T08:00",
    "end": "2026-11-19T13:00",
    "days": ["20261119", "20261126"],
    "status": "cancelled",
}


def brain(**columns):
    return SimpleNamespace(
        Title="Market", Description="", getURL=lambda: "https://namur.example/market", **columns
    )


def test_the_next_date_is_known_without_waking_the_event():
    start, end = next_date(MARKET, NOW)
    assert (start.isoformat(), end.hour) == ("2026-11-26T08:00:00+01:00", 13)
    assert next_date(MARKET, NOW.replace(year=2027)) is None


def test_a_row_says_that_its_event_is_cancelled():
    (row,) = event_rows([brain(event_facts=json.dumps(MARKET))], NOW, "fr")
    assert row["cancelled"]
    assert row["tag"]["kind"] == "err"
    assert row["date"]["day"] == "26"


def test_an_event_that_takes_place_as_planned_has_no_tag():
    assert tag_of({"status": "planned"}) is None
    assert tag_of({}) is None
