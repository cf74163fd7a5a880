from communesplone.notices.facts import CONTRACTS
from communesplone.notices.facts import Facts
from communesplone.notices.facts import INQUIRIES
from communesplone.notices.facts import Status
from communesplone.notices.interfaces import InvalidNotice
from communesplone.notices.waste.calendar import check
from communesplone.notices.words import Writer
from datetime import date
from datetime import time
from decimal import Decimal
from types import SimpleNamespace
from zope.i18n import translate
import pytest


TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", "Réagir jusqu’au lundi 7\u00a0décembre, 11\u00a0h"),
        ("de", "Reagieren bis Montag, 7.\u00a0Dezember, 11\u00a0Uhr"),
        ("nl", "Reageren tot maandag 7\u00a0december, 11\u00a0uur"),
        ("en", "React until Monday 7\u00a0December, 11:00"),
    ],
)
def test_the_last_day_is_said_in_every_language(functional, language, expected):
    facts = Facts(INQUIRIES, last=date(2026, 12, 7), hour=time(11))
    assert Writer(language).sentence(facts, Status.OPEN, TODAY) == expected


def test_a_day_of_another_year_has_its_year(functional):
    facts = Facts(CONTRACTS, last=date(2027, 1, 11))
    assert Writer("fr").sentence(facts, Status.OPEN, TODAY).endswith("11\u00a0janvier 2027")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", "54\u00a0300\u00a0€"),
        ("de", "54.300\u00a0€"),
        ("nl", "€\u00a054.300"),
        ("en", "€54,300"),
    ],
)
def test_amounts_are_written_as_people_do(language, expected):
    assert Writer(language).money(Decimal(54300)) == expected


def test_streams_begin_a_sentence_once(functional):
    assert Writer("fr").streams(["residual", "pmc", "glass"]) == "Ordures ménagères, PMC, verre"
    assert Writer("de").streams(["residual", "glass"]) == "Restmüll, Glas"


def test_what_is_wrong_in_a_line_is_said_in_one_language(functional):
    data = SimpleNamespace(sectors="A", streets="Rue | | Z", rounds="", moves="")
    with pytest.raises(InvalidNotice) as caught:
        check(data)
    words = translate(caught.value.message, target_language="fr")
    assert words.startswith("Ligne 1 : Il n’y a pas de secteur « Z »")
