"""Which entries of a source are wanted: every rule on data alone."""

from communesplone.sharing.syndicating.doubles import similar
from communesplone.sharing.syndicating.filtering import distance
from communesplone.sharing.syndicating.filtering import Filter
from communesplone.sharing.syndicating.filtering import is_over
from communesplone.sharing.syndicating.filtering import wants
from datetime import datetime
from datetime import UTC
import pytest


FIELDS = {
    "title": "Concert d’été",
    "themes": ["culture", "music"],
    "audiences": ["families"],
    "postal_code": "5100",
    "locality": "Jambes",
    "location": "Salle des fêtes",
    "latitude": 50.45,
    "longitude": 4.87,
}
NAMUR = (50.4669, 4.8675)


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (Filter(), True),
        (Filter(themes=("culture", "sport")), True),
        (Filter(themes=("sport",)), False),
        (Filter(audiences=("seniors",)), False),
        (Filter(words=("theatre", "concert")), True),
        (Filter(words=("ÉTÉ",)), True),
        (Filter(words=("hiver",)), False),
        (Filter(without=("concert",)), False),
        (Filter(places=("jambes",)), True),
        (Filter(places=("5000", "Salle des Fêtes")), True),
        (Filter(places=("5000",)), False),
        (Filter(kilometres=5, around=NAMUR), True),
        (Filter(kilometres=1, around=NAMUR), False),
        (Filter(kilometres=5, around=NAMUR, themes=("sport",)), False),
    ],
)
def test_each_part_of_a_filter_has_to_hold(asked, wanted):
    assert wants(asked, {"fields": FIELDS}) is wanted


def test_what_says_nothing_of_its_place_is_not_near():
    assert not wants(Filter(kilometres=5, around=NAMUR), {"fields": {"title": "Concert"}})


def test_odd_values_are_not_wanted_and_break_nothing():
    odd = {"title": None, "themes": "culture", "audiences": [1], "latitude": "x"}
    asked = Filter(themes=("culture",), kilometres=1, around=NAMUR)
    assert not wants(asked, {"fields": odd})


def test_namur_and_liege_are_some_fifty_kilometres_apart():
    assert 49 < distance(NAMUR, (50.6326, 5.5797)) < 56


@pytest.mark.parametrize(
    ("end", "more", "over"),
    [
        ({"moment": "2026-11-01T10:00:00+01:00"}, {}, True),
        ({"moment": "2026-11-01T10:00:00+01:00"}, {"recurrence": "RRULE:FREQ=DAILY"}, False),
        ({"moment": "2026-12-24T10:00:00+01:00"}, {}, False),
        ({"moment": "soon"}, {}, False),
        (None, {}, False),
    ],
)
def test_what_is_past_does_not_come(end, more, over):
    now = datetime(2026, 11, 30, tzinfo=UTC)
    assert is_over({"fields": {"end": end, **more}}, now) is over


def test_titles_are_alike_whatever_their_accents():
    assert similar("Concert de l’Harmonie", "concert de l'harmonie !")
    assert not similar("Concert de l’Harmonie", "Marché de Noël")
