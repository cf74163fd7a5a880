"""Remarks stand at their words."""

from communesplone.editing.publishing.blocks import blocks_of
from communesplone.editing.publishing.blocks import Part
from communesplone.editing.publishing.browser.marking import marked
from communesplone.editing.publishing.comparison import compare
from communesplone.editing.publishing.remarks import placed
from communesplone.editing.publishing.remarks import Remark
from datetime import datetime
from datetime import UTC


def changes(markup):
    return compare([], [Part("text", "Texte", blocks_of(markup))])


def remark(paragraph, quote):
    return Remark("r1", "text", paragraph, quote, "Vérifier ?", "rev", datetime.now(UTC))


def test_a_remark_stands_at_its_paragraph():
    where, homeless = placed([remark("Un.", "")], changes("<p>Un.</p><p>Deux.</p>"))
    assert list(where) == [("text", "Un.")]
    assert not homeless


def test_a_remark_follows_its_words_when_the_paragraph_changes():
    found = remark("Six ans, avec un adulte.", "un adulte")
    where, _homeless = placed([found], changes("<p>Huit ans, avec un adulte.</p>"))
    assert list(where) == [("text", "Huit ans, avec un adulte.")]


def test_a_remark_whose_words_are_gone_is_still_shown():
    where, homeless = placed([remark("Un adulte.", "adulte")], changes("<p>Personne.</p>"))
    assert not where
    assert len(homeless) == 1


def told(pieces):
    return [piece["text"] for piece in pieces if piece["marked"]]


def test_words_are_marked_across_what_changed_in_them():
    runs = (("same", "avec "), ("del", "une"), ("ins", "deux"), ("same", " personnes"))
    [pieces] = marked([runs], [("deux personnes", 0)])
    assert told(pieces) == ["deux", " personnes"]


def test_the_words_that_were_meant_are_marked_and_not_their_like():
    [pieces] = marked([(("same", "de la plaine à la place"),)], [("la", 2)])
    assert [(piece["text"], piece["marked"]) for piece in pieces] == [
        ("de la plaine à ", False),
        ("la", True),
        (" place", False),
    ]


def test_words_of_a_cell_are_marked_in_that_cell():
    cells = [(("same", "3,00"),), (("del", "2"), ("ins", "3,00"))]
    first, second = marked(cells, [("3,00", 1)])
    assert told(first) == []
    assert told(second) == ["3,00"]
