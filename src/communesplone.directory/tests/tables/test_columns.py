"""Cells out and in: what no spreadsheet computes, what comes back, what is refused."""

from communesplone.core.tables import cell as as_cell
from communesplone.core.tables import plain
from communesplone.directory.tables.columns import read
from communesplone.directory.tables.columns import write
from communesplone.directory.tables.reading import decode
from communesplone.directory.tables.reading import lines
from communesplone.directory.tables.reading import UnreadableTable
from datetime import date
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies
import pytest


CHOICES = {"kind": {"library": "Bibliothèque"}, "themes": {"sport": "Sport"}}


@pytest.mark.parametrize("cell", ["=1+1", "+32 81", "-1", "@x", "\tx", "\rx", "'=1"])
def test_no_cell_is_a_formula_and_each_comes_back(cell):
    assert as_cell(cell).startswith("'")
    assert plain(as_cell(cell)) == cell


def test_a_row_out_comes_back_as_it_was():
    values = {
        "title": "=cmd",
        "kind": "library",
        "latitude": 50.46,
        "longitude": 4.86,
        "themes": ["sport"],
        "opening_hours": {
            "week": {"mon": [["08:30", "12:00"]]},
            "seasons": [{"from": "07-01", "to": "08-31", "week": {"mon": [["08:00", "13:00"]]}}],
            "exceptions": [
                {"from": "2026-12-24", "to": "2026-12-24", "spans": [], "reason": "Fête"}
            ],
            "closed_on_holidays": False,
            "closed_on_wallonia_day": True,
        },
    }
    names = ("title", "kind", "latitude", "longitude", "themes", "mon", "seasons", "exceptions")
    names = (*names, "holidays", "wallonia_day")
    cells = dict(zip(names, write(values, names, "fr"), strict=True))
    found, wrong = read("Place", cells, CHOICES, "fr")
    assert not wrong
    assert found == values


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("latitude", "12.5"),
        ("latitude", "nan"),
        ("postal_code", "12"),
        ("phone", "call me"),
        ("email", "x@"),
        ("website", "javascript:alert(1)"),
        ("kind", "Volcan"),
        ("themes", "Sport | Lune"),
        ("mon", "8-12, 11-13"),
        ("exceptions", "32/1/2027 : fermé"),
        ("holidays", "perhaps"),
    ],
)
def test_what_cannot_be_read_is_told_by_column(column, text):
    _values, wrong = read("Place", {column: text}, CHOICES, "fr")
    assert column in {error.column for error in wrong}


def test_half_a_position_is_none():
    _values, wrong = read("Place", {"latitude": "50.4", "longitude": ""}, CHOICES, "fr")
    assert [error.column for error in wrong] == ["longitude"]


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("50,6292", "3,0573"), ("49.6116", "6.1319"), ("50.7753", "6.0839"), ("51.4416", "5.4697")],
    ids=["Lille", "Luxembourg", "Aachen", "Eindhoven"],
)
def test_a_town_beyond_the_border_is_no_position(latitude, longitude):
    _values, wrong = read("Place", {"latitude": latitude, "longitude": longitude}, CHOICES, "fr")
    assert [error.column for error in wrong] == ["longitude"]
    assert "is not in Belgium" in wrong[0].message


def test_days_may_be_written_as_spreadsheets_here_do():
    found, wrong = read("Mandate", {"start": "2/12/2024", "rank": "2"}, {}, "fr")
    assert not wrong
    assert found == {"start": date(2024, 12, 2), "rank": 2}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_table_is_read_whatever_spreadsheet_wrote_it(encoding, separator):
    text = separator.join(("Title", "KIND")) + "\r\n" + separator.join(("Église", "library"))
    (line,) = lines(decode(text.encode(encoding)), "Place")
    assert (line.number, line.cells) == (2, {"title": "Église", "kind": "library"})


@pytest.mark.parametrize(
    "text", ["", "x;y\n1;2", "title;nonsense\n1;2", "title;titre\n1;2", "kind\nlibrary"]
)
def test_what_is_no_table_of_ours_is_refused_with_a_sentence(text):
    with pytest.raises(UnreadableTable):
        lines(text, "Place")


def test_what_is_no_text_or_too_large_is_refused():
    for data in (b"PK\x03\x04\x00\x00", b"a" * 2_000_001):
        with pytest.raises(UnreadableTable):
            decode(data)


@settings(max_examples=150, deadline=None)
@given(strategies.binary(max_size=200))
def test_no_file_makes_the_reader_fail(data):
    try:
        found = lines(decode(b"title;kind;mon;latitude;start\n" + data), "Place")
    except UnreadableTable:
        return
    for line in found:
        read("Place", line.cells, CHOICES, "fr")


@settings(max_examples=150, deadline=None)
@given(
    strategies.dictionaries(
        strategies.sampled_from(
            ["title", "kind", "latitude", "mon", "seasons", "themes", "website", "email", "text"]
        ),
        strategies.text(max_size=40),
    )
)
def test_no_cell_makes_the_reader_fail(cells):
    read("Place", cells, CHOICES, "de")
    read("Mandate", {"start": cells.get("title", ""), "rank": cells.get("mon", "")}, {}, "de")
