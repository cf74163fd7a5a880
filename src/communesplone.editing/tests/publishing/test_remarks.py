"""Remarks stand at their words."""

from communesplone.editing.publishing.comparison import blocks_of
from communesplone.editing.publishing.comparison import compare
from communesplone.editing.publishing.comparison import Part
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
