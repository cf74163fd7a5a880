from communesplone.core.hours import BRUSSELS
from communesplone.core.hours import from_data
from communesplone.core.hours import status
from communesplone.core.hours.words import date_text
from communesplone.core.hours.words import spans_text
from communesplone.core.hours.words import status_text
from datetime import date
from datetime import datetime
from zope.i18n import translate
import pytest


WORKDAY = [["08:30", "12:00"], ["13:00", "16:00"]]
HOURS = from_data(
    {
        "week": {name: WORKDAY for name in ("mon", "tue", "wed", "thu")}
        | {"fri": [["08:30", "12:00", "appointment"]]},
        "exceptions": [
            {"from": "2026-12-02", "reason": "Inventaire"},
            {"from": "2026-12-09"},
            {"from": "2027-01-04", "to": "2027-01-31", "reason": "Travaux"},
        ],
    }
)


def said(moment, language):
    at = datetime.fromisoformat(moment).replace(tzinfo=BRUSSELS)
    text = translate(status_text(status(HOURS, at), at), target_language=language)
    return text.replace("\N{NO-BREAK SPACE}", "_")


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        ("2026-11-24T13:30", "Ouvert jusqu’à 16_h"),
        ("2026-11-24T11:30", "Ferme à 12_h"),
        ("2026-11-24T12:30", "Fermé, ouvre à 13_h"),
        ("2026-11-24T18:00", "Fermé, ouvre demain à 8_h_30"),
        ("2026-11-27T18:00", "Fermé, ouvre lundi à 8_h_30"),
        ("2026-11-27T09:00", "Sur rendez-vous jusqu’à 12_h"),
        ("2026-12-02T09:00", "Fermé exceptionnellement (Inventaire), ouvre demain à 8_h_30"),
        ("2026-12-09T09:00", "Fermé exceptionnellement, ouvre demain à 8_h_30"),
        ("2026-12-25T09:00", "Fermé exceptionnellement (Noël), ouvre lundi à 8_h_30"),
        (
            "2027-01-05T09:00",
            "Fermé exceptionnellement (Travaux), ouvre le 1er février à 8_h_30",
        ),
    ],
)
def test_status_in_french(integration, moment, text):
    assert said(moment, "fr") == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Geschlossen, öffnet Montag um 8.30_Uhr"),
        ("nl", "Gesloten, opent maandag om 8.30_uur"),
        ("en", "Closed, opens on Monday at 8:30"),
    ],
)
def test_status_in_the_other_languages(integration, language, text):
    assert said("2026-11-27T18:00", language) == text


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("fr", ["8 h 30 – 12 h", "13 h – 16 h"]),
        ("de", ["8.30 – 12 Uhr", "13 – 16 Uhr"]),
        ("nl", ["8.30 – 12 uur", "13 – 16 uur"]),
        ("en", ["8:30 – 12:00", "13:00 – 16:00"]),
    ],
)
def test_spans_of_a_day(integration, language, texts):
    found = [translate(text, target_language=language) for text in spans_text(HOURS.week[0])]
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in found] == texts


def test_day_without_spans_is_closed(integration):
    assert [translate(text, target_language="fr") for text in spans_text(())] == ["Fermé"]


def test_first_of_a_month_is_an_ordinal_in_french(integration):
    assert translate(date_text(date(2027, 5, 1)), target_language="fr") == "1er mai"
    assert translate(date_text(date(2027, 5, 2)), target_language="fr") == "2 mai"
    assert translate(date_text(date(2027, 5, 1)), target_language="de") == "1. Mai"
