from communesplone.core.typography import day
from communesplone.core.typography import hour
from communesplone.core.typography import hours_range
from communesplone.core.typography import moment
from communesplone.core.typography import MONTHS
from communesplone.core.typography import NBSP
from communesplone.core.typography import SHORT_DAYS
from communesplone.core.typography import SHORT_MONTHS
from communesplone.core.typography import typeset
from communesplone.core.typography import typeset_html
from datetime import date
from datetime import datetime
from datetime import time
import pytest


@pytest.mark.parametrize(
    ("typed", "set_text"),
    [
        ("L'accueil : ouvert", "L’accueil_: ouvert"),
        ("« oui » !", "«_oui_»_!"),
        ("de 8 h 30 à 16 h", "de 8_h_30 à 16_h"),
        ("27 € par an", "27_€ par an"),
        ("1 400 stères", "1_400 stères"),
        ("20 % de moins", "20_% de moins"),
        ("http://a.example/c?d=e", "http://a.example/c?d=e"),
        ("de 12:30 à 13:00", "de 12:30 à 13:00"),
        ("5 hommes", "5 hommes"),
    ],
)
def test_french_gets_its_no_break_spaces(typed, set_text):
    assert typeset(typed, "fr") == set_text.replace("_", NBSP)


def test_german_gets_no_space_before_punctuation():
    assert typeset("Wer hat's: Sie?", "de") == "Wer hat’s: Sie?"


def test_tags_attributes_and_code_stay_as_they_were_typed():
    html = "<p title='a : b'>L'été : 5 h</p><pre>x : y</pre><code>l'x</code> a : b"
    assert typeset_html(html, "fr") == (
        f"<p title='a : b'>L’été{NBSP}: 5{NBSP}h</p><pre>x : y</pre><code>l'x</code> a{NBSP}: b"
    )


@pytest.mark.parametrize(
    ("language", "half_past", "full"),
    [
        ("fr", "8_h_30", "16_h"),
        ("de", "8.30_Uhr", "16_Uhr"),
        ("nl", "8.30_uur", "16_uur"),
        ("en", "8:30", "16:00"),
    ],
)
def test_hours_in_each_language(language, half_past, full):
    assert hour(time(8, 30), language) == half_past.replace("_", NBSP)
    assert hour(time(16), language) == full.replace("_", NBSP)


def test_a_range_has_its_unit_once_in_german():
    assert hours_range(time(8, 30), time(12), "de").replace(NBSP, " ") == "8.30 – 12 Uhr"
    assert hours_range(time(8, 30), time(12), "fr").replace(NBSP, " ") == "8 h 30 – 12 h"


def test_the_first_of_a_month():
    assert day(date(2026, 12, 1), "fr").replace(NBSP, " ") == "mardi 1er décembre"
    assert day(date(2026, 12, 1), "de").replace(NBSP, " ") == "Dienstag, 1. Dezember"
    assert day(date(2026, 12, 1), "nl", weekday=False).replace(NBSP, " ") == "1 december"


def test_a_language_we_do_not_write_is_french():
    assert day(date(2026, 11, 24), "it") == day(date(2026, 11, 24), "fr")


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_every_language_has_twelve_months_and_seven_days(language):
    assert len(MONTHS[language].split()) == len(SHORT_MONTHS[language].split()) == 12
    assert len(SHORT_DAYS[language].split()) == 7


@pytest.mark.parametrize(
    ("when", "language", "told"),
    [
        (datetime(2026, 11, 23, 16, 10), "fr", "aujourd’hui à 16\u00a0h\u00a010"),
        (datetime(2026, 11, 22, 16, 10), "fr", "hier à 16\u00a0h\u00a010"),
        (datetime(2026, 11, 24, 8), "de", "morgen um 8\u00a0Uhr"),
        (datetime(2026, 11, 20, 16, 40), "fr", "vendredi à 16\u00a0h\u00a040"),
        (datetime(2026, 11, 2, 16, 40), "fr", "2\u00a0novembre"),
        (datetime(2025, 12, 1, 9), "fr", "1er\u00a0décembre 2025"),
    ],
)
def test_a_moment_is_told_from_where_we_are(when, language, told):
    assert moment(when, datetime(2026, 11, 23, 17), language) == told
