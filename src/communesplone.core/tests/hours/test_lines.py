from communesplone.core.hours import as_data
from communesplone.core.hours import from_data
from communesplone.core.hours.form import read_typed
from communesplone.core.hours.form import typed_text
from communesplone.core.hours.lines import format_day
from communesplone.core.hours.lines import format_exception
from communesplone.core.hours.lines import format_season
from communesplone.core.hours.lines import parse_day
from communesplone.core.hours.lines import parse_exception
from communesplone.core.hours.lines import parse_season
from communesplone.core.interfaces import InvalidHours
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
import pytest


USUAL = ((parse_day("8-12")),) * 5 + ((), ())


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("8:30-12, 13-16", "8:30-12, 13-16"),
        ("8h30 - 12h, 13 h – 16 h 15", "8:30-12, 13-16:15"),
        ("8.30 bis 12 Uhr", "8:30-12"),
        ("8u30 tot 12 uur", "8:30-12"),
        ("8:30 à 12", "8:30-12"),
        ("13-16, 8-12", "8-12, 13-16"),
        ("8-12 (rdv)", "8-12 (sur rendez-vous)"),
        ("8-12 (nach Vereinbarung)", "8-12 (sur rendez-vous)"),
        ("fermé", ""),
        ("Geschlossen", ""),
        ("", ""),
        ("  ", ""),
    ],
)
def test_day_is_read_as_people_write_it(typed, read):
    assert format_day(parse_day(typed), "fr") == read


@pytest.mark.parametrize(
    "typed",
    ["9", "9-8", "25-26", "8:60-9", "24-25", "8-12 / 13-16", "8-12 13-16", "8-12,", "8-12 (midi)"],
)
def test_day_that_could_be_read_in_two_ways_is_refused(typed):
    with pytest.raises(InvalidHours):
        parse_day(typed)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1/7 – 31/8 : lun-ven 8-13; sam 9-12", "1/7 - 31/8 : lun-ven 8-13; sam 9-12"),
        ("1/7 - 31/8 : 8-13", "1/7 - 31/8 : lun-ven 8-13"),
        ("du 1/11 au 31/3: lundi et jeudi 9-12", "1/11 - 31/3 : lun 9-12; jeu 9-12"),
        ("1.7. - 31.8. : sam-lun 9-12", "1/7 - 31/8 : lun 9-12; sam-dim 9-12"),
        ("1/7 - 31/8 : fermé", "1/7 - 31/8 : fermé"),
        ("1/7 - 31/8 : 8-13; mercredi fermé", "1/7 - 31/8 : lun-mar 8-13; jeu-ven 8-13"),
    ],
)
def test_season_is_read_as_people_write_it(typed, read):
    assert format_season(parse_season(typed, USUAL, "fr"), "fr") == read


@pytest.mark.parametrize(
    "typed",
    [
        "été : 8-12",
        "1/7 : 8-12",
        "1/7 - 31/8",
        "1/7 - 31/8 :",
        "31/2 - 1/3 : 8-9",
        "1/7-1/8 : m 8-9",
    ],
)
def test_season_that_is_not_clear_is_refused(typed):
    with pytest.raises(InvalidHours):
        parse_season(typed, USUAL, "fr")


def test_day_names_are_those_of_the_language():
    assert parse_season("1/7 - 31/8 : di 9-10", USUAL, "fr").week[6]
    assert parse_season("1/7 - 31/8 : di 9-10", USUAL, "nl").week[1]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("25/12/2026 : fermé (Noël)", "25/12/2026 : fermé (Noël)"),
        ("2026-07-01 – 2026-08-31 : 8-13 (été)", "1/7/2026 - 31/8/2026 : 8-13 (été)"),
        ("24.12.2026: 9-12 (rdv) (Fêtes)", "24/12/2026 : 9-12 (sur rendez-vous) (Fêtes)"),
        ("du 1/7/2026 au 2/7/2026 : 9-12", "1/7/2026 - 2/7/2026 : 9-12"),
        ("1/7/2026 : fermé (fête (suite) : fin)", "1/7/2026 : fermé (fête (suite) : fin)"),
    ],
)
def test_exception_is_read_as_people_write_it(typed, read):
    assert format_exception(parse_exception(typed), "fr") == read


@pytest.mark.parametrize(
    "typed",
    [
        "25/12/2026",
        "25/12/2026 :",
        "25/12 : fermé",
        "30/2/2026 : fermé",
        "2/1/2027 - 1/1/2027 : fermé",
        "25/12/2026 : fermé Noël",
        "Noël : fermé",
    ],
)
def test_exception_that_is_not_clear_is_refused(typed):
    with pytest.raises(InvalidHours):
        parse_exception(typed)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_no_text_fails_otherwise_than_by_a_sentence(text):
    for parse in (parse_day, parse_exception, lambda line: parse_season(line, USUAL, "fr")):
        try:
            parse(text)
        except InvalidHours as error:
            assert str(error)


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en", "xx"])
def test_form_reads_back_what_it_shows_in_every_language(language):
    hours = from_data(
        {
            "week": {"mon": [["08:30", "12:00"], ["13:00", "16:00", "appointment"]]},
            "seasons": [{"from": "11-01", "to": "02-29", "week": {"sun": [["09:00", "12:05"]]}}],
            "exceptions": [
                {"from": "2026-12-25", "reason": "Noël"},
                {"from": "2026-07-01", "to": "2026-08-31", "spans": [["08:00", "13:00"]]},
            ],
            "closed_on_holidays": False,
            "closed_on_wallonia_day": True,
        }
    )
    found, errors = read_typed(typed_text(hours, language), language)
    assert errors == {}
    assert as_data(found) == as_data(hours)
