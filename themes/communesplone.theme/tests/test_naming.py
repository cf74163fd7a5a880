from communesplone.theme.naming import of
from communesplone.theme.naming import with_kind
import pytest


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Namur", "de Namur"),
        ("Arlon", "d’Arlon"),
        ("Éghezée", "d’Éghezée"),
        ("Yvoir", "d’Yvoir"),
        ("Huy", "de Huy"),
        ("Le Rœulx", "du Rœulx"),
        ("Les Bons Villers", "des Bons Villers"),
        ("La Louvière", "de La Louvière"),
    ],
)
def test_french_joins_a_name_as_people_say_it(name, expected):
    assert of(name) == expected


def test_the_official_name_in_each_language():
    assert with_kind("Namur", "commune", "fr") == "Commune de Namur"
    assert with_kind("Sankt Vith", "commune", "de").replace("\u00a0", " ") == "Gemeinde Sankt Vith"
    assert with_kind("Namen", "commune", "nl").replace("\u00a0", " ") == "Gemeente Namen"


def test_the_hub_has_only_its_name():
    assert with_kind("Hub", "hub", "fr") == "Hub"
