from communesplone.core.hours import from_data
from communesplone.core.hours import from_json
from communesplone.core.hours import OpeningHours
from communesplone.core.interfaces import InvalidHours
import pytest


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"week": {"mon": [["12:00", "08:00"]]}}, "ends before it starts"),
        ({"week": {"mon": [["08:00", "08:00"]]}}, "ends before it starts"),
        ({"week": {"mon": [["08:00", "12:00"], ["11:00", "14:00"]]}}, "08:00-12:00 .* overlap"),
        ({"week": {"mon": [["8:00", "12:00"]]}}, "'8:00' is not a time"),
        ({"week": {"mon": [["08:00", "25:00"]]}}, "hour must be in"),
        ({"week": {"mon": [["08:00", "12:00", "whisper"]]}}, "unknown note 'whisper'"),
        ({"week": {"mon": [[8, 12]]}}, "no opening hours"),
        ({"week": {"lundi": []}}, "unknown day 'lundi'"),
        ({"week": 7}, "no opening hours"),
        ({"exceptions": [{"from": "2026-02-30"}]}, "day is out of range"),
        ({"exceptions": [{"to": "2026-02-28"}]}, "no opening hours"),
        ({"exceptions": [{"from": "2026-03-02", "to": "2026-03-01"}]}, "ends before it starts"),
        ({"exceptions": [{"from": "2026-03-02"}] * 2}, "Two exceptions cover 2026-03-02"),
        ({"seasons": [{"from": "13-01", "to": "01-01"}]}, "month must be in"),
        (
            {"seasons": [{"from": "11-01", "to": "02-01"}, {"from": "01-15", "to": "03-01"}]},
            "Two seasons",
        ),
        ({"closed_on_holidays": "no"}, "neither true nor false"),
    ],
)
def test_hours_that_make_no_sense_are_refused_with_a_reason(data, said):
    with pytest.raises(InvalidHours, match=said):
        from_data(data)


def test_spans_that_touch_become_one():
    found = from_data({"week": {"mon": [["10:00", "12:00"], ["08:00", "10:00"]]}})
    assert [(str(span.start), str(span.end)) for span in found.week[0]] == [
        ("08:00:00", "12:00:00")
    ]


def test_no_data_is_no_hours():
    assert from_data(None) == from_data({}) == from_json(None) == from_json("") == OpeningHours()
