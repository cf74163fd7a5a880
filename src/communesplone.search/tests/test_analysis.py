from communesplone.search.analysis import distance
from communesplone.search.analysis import fold
from communesplone.search.analysis import stem
from communesplone.search.analysis import telling
from communesplone.search.analysis import words
from communesplone.search.synonyms import expression
from communesplone.search.synonyms import groups
import pytest


def test_case_accents_and_ligatures_are_folded():
    assert fold("Œuvre d’Été, STRASSE, Straße") == "oeuvre d’ete, strasse, strasse"


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fr", "déménagements", "demenagement"),
        ("fr", "cartes", "carte"),
        ("nl", "kaarten", "kaart"),
        ("de", "Säcke", "sack"),
        ("de", "Fuehrerschein", "Führerschein"),
    ],
)
def test_words_of_one_stem_are_one_term(language, one, other):
    stems = [stem(words(word, language)[0], language) for word in (one, other)]
    assert stems[0] == stems[1]


def test_empty_words_are_left_out_unless_there_are_no_others():
    assert telling("la carte d’identité", "fr") == ["carte", "identite"]
    assert telling("où est-ce", "fr") == ["ou", "est", "ce"]


def test_a_swap_of_letters_is_one_mistake():
    assert distance("pasesport", "passeport", 2) == 1
    assert distance("pasport", "passeport", 2) == 2
    assert distance("carte", "commune", 2) == 3


def test_each_expression_of_a_group_leads_to_the_others():
    known = groups(("carte d’identité = CI = eID", "vide ="), "fr")
    assert known[expression("ci", "fr")] == (
        expression("carte identité", "fr"),
        expression("eID", "fr"),
    )
    assert expression("vide", "fr") not in known or not known[expression("vide", "fr")]
