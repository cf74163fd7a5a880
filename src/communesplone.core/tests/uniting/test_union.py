"""Two people's changes: what does not overlap unites by itself, the rest is asked."""

from communesplone.core.uniting import digests
from communesplone.core.uniting import read_digests
from communesplone.core.uniting import unite
from communesplone.core.uniting.page import chosen
from communesplone.core.uniting.page import fields_of
from communesplone.core.uniting.words import marked
import json


BASE = digests({"title": "Bags", "text": "Blue", "price": 3})


def test_changes_in_different_places_are_united_without_a_question():
    mine = {"title": "Blue bags", "text": "Blue", "price": 3}
    theirs = {"title": "Bags", "text": "Blue", "price": 4}
    found = unite(BASE, mine, theirs)

    assert found.values == {"title": "Blue bags", "text": "Blue", "price": 4}
    assert found.whose == {"title": "mine", "price": "theirs"}
    assert not found.overlaps


def test_two_changes_of_one_place_are_a_question():
    found = unite(BASE, {"title": "A"}, {"title": "B", "text": "Blue", "price": 3})
    assert "title" in found.overlaps
    assert "title" not in found.values


def test_the_same_change_twice_is_no_question():
    found = unite(BASE, {"title": "New"}, {"title": "New"})
    assert found.values == {"title": "New"}
    assert not found.whose


def test_what_one_emptied_and_the_other_changed_is_a_question():
    assert unite(BASE, {"text": ""}, {"text": "Green"}).overlaps == ("text",)


def test_a_choice_counts_for_the_text_that_was_seen():
    form = {"choice.title": "mine", "communes.seen": json.dumps(digests({"title": "Theirs"}))}
    assert chosen(form, "title", "Theirs") == "mine"
    assert chosen(form, "title", "Theirs, again") == ""
    assert chosen({**form, "choice.title": "anything"}, "title", "Theirs") == ""


def test_what_is_no_list_of_digests_is_none():
    assert read_digests('{"title": "abc"}') == {"title": "abc"}
    for wrong in (None, "", "no", "[]", '{"title": 1}', ["x"]):
        assert read_digests(wrong) is None


def test_words_that_differ_are_marked_and_nothing_becomes_markup():
    mine, theirs = marked("on the <b>first</b> Monday", "on the last Monday")
    assert mine == "on the <mark>&lt;b&gt;first&lt;/b&gt;</mark> Monday"
    assert theirs == "on the <mark>last</mark> Monday"


def test_texts_are_carried_and_files_are_not():
    form = {"a": "1", "b": ["1", "2"], "file": object(), "choice.a": "mine", "_authenticator": "x"}
    assert fields_of(form) == {"a": "1", "b": ["1", "2"]}
