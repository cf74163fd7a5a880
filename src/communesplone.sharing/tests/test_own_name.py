"""The commune's own name goes out of a text that is for all, and the sentence still stands."""

from communesplone.core.quality import Piece
from communesplone.core.quality import Subject
from communesplone.sharing.own_name import replaced
import pytest


def said(text, name="Durbuy", language="fr", kind="text"):
    subject = Subject(language=language, pieces=(Piece("text", kind, text),))
    return replaced(subject, name).get("text", text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Les exposants de Durbuy", "Les exposants de votre commune"),
        ("Durbuy livre le bac.", "Votre commune livre le bac."),
        ("Venez. Durbuy livre.", "Venez. Votre commune livre."),
        ("dans la commune de Durbuy", "dans votre commune"),
        ("Durbuy-Ville", "Durbuy-Ville"),
        ("Bomal", "Bomal"),
    ],
)
def test_in_french(before, after):
    assert said(before) == after


def test_before_a_vowel():
    assert said("les écoles d’Andenne", "Andenne") == "les écoles de votre commune"


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("de", "in Durbuy und in der Gemeinde Durbuy", "in Ihrer Gemeinde und in Ihrer Gemeinde"),
        ("nl", "de gemeente Durbuy", "uw gemeente"),
        ("en", "the municipality of Durbuy", "your commune"),
    ],
)
def test_in_other_languages(language, before, after):
    assert said(before, language=language).lower() == after.lower()


def test_addresses_and_what_is_not_read_stay_as_they_are():
    text = '<p title="Durbuy"><a href="https://durbuy.be">Durbuy</a> et Durbuy</p>'
    assert said(text, kind="html") == (
        '<p title="Durbuy"><a href="https://durbuy.be">Votre commune</a> et votre commune</p>'
    )
    assert said("https://durbuy.be/durbuy", kind="address") == "https://durbuy.be/durbuy"
