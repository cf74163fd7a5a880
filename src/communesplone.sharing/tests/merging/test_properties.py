"""Whatever two people made of a text: no word is lost, and nothing is decided for them."""

from collections import Counter
from communesplone.sharing.merging import Answer
from communesplone.sharing.merging import merge
from communesplone.sharing.merging.markup import read_html
from communesplone.sharing.merging.node import words_of
from communesplone.sharing.merging.values import write
from hypothesis import given
from lxml import html as lxml_html
from merging_texts import apart
from merging_texts import elsewhere
from merging_texts import html
from merging_texts import quick
from merging_texts import Three
from merging_texts import three
import re


def merged(text: Three, answers=None):
    return merge({"text": text.base}, {"text": text.theirs}, {"text": text.mine}, answers)


def words(value) -> Counter:
    return Counter(words_of(value))


def key(value) -> str:
    return read_html(value or "").key


def answered(text: Three, choice: str):
    """Return what comes when every question is answered in the same way, and the questions."""
    asked = merged(text)
    answers = {part.way: Answer(choice) for part in asked.questions}
    return merged(text, answers), asked


def recorded(found) -> Counter:
    """Return the words that a person sees in questions, on either side."""
    sides = [side for part in found.conflicts for side in (part.theirs, part.mine)]
    return sum((words(write(side)) for side in sides), Counter())


@quick
@given(three())
def test_without_a_local_change_the_text_is_theirs(text):
    found = merged(Three(text.base, text.theirs, text.base))
    assert key(found.value.get("text")) == key(text.theirs)
    assert not found.conflicts


@quick
@given(three())
def test_without_a_remote_change_the_text_is_mine(text):
    found = merged(Three(text.base, text.base, text.mine))
    assert key(found.value.get("text")) == key(text.mine)
    assert not found.conflicts


@quick
@given(three())
def test_the_same_change_on_both_sides_is_taken_once(text):
    found = merged(Three(text.base, text.mine, text.mine))
    assert key(found.value.get("text")) == key(text.mine)
    assert not found.conflicts


@quick
@given(apart())
def test_changes_of_different_paragraphs_are_both_taken(case):
    base, theirs, mine, by_them, by_me = case
    found = merged(Three(html(base), html(theirs), html(mine)))
    expected = [
        theirs[at] if at in by_them else mine[at] if at in by_me else one
        for at, one in enumerate(base)
    ]
    assert not found.conflicts
    assert key(found.value.get("text")) == key(html(expected))


@quick
@given(elsewhere())
def test_what_one_arranged_and_what_the_other_wrote_are_both_taken(case):
    text, expected = case
    for one in (text, Three(text.base, text.mine, text.theirs)):
        found = merged(one)
        assert not found.conflicts
        assert key(found.value.get("text")) == key(html(expected))


@quick
@given(three())
def test_every_word_of_mine_is_in_the_result_or_in_a_recorded_conflict(text):
    taken_away_by_them = words(text.base) - words(text.theirs)
    found, asked = answered(text, "theirs")
    missing = words(text.mine) - taken_away_by_them - words(found.value)
    assert not missing - recorded(asked)


@quick
@given(three())
def test_as_long_as_nobody_has_chosen_the_text_has_all_that_i_wrote(text):
    written_by_me = words(text.mine) - words(text.base)
    assert not written_by_me - words(merged(text).value)


@quick
@given(three())
def test_every_word_of_theirs_is_in_the_result_or_in_a_recorded_conflict(text):
    taken_away_by_me = words(text.base) - words(text.mine)
    found, asked = answered(text, "mine")
    missing = words(text.theirs) - taken_away_by_me - words(found.value)
    assert not missing - recorded(asked)


@quick
@given(three())
def test_a_word_in_the_result_was_written_by_somebody(text):
    for choice in ("theirs", "mine", "united"):
        found, _asked = answered(text, choice)
        written = words(text.base) | words(text.theirs) | words(text.mine)
        assert not set(words(found.value)) - set(written)


@quick
@given(three())
def test_the_result_parses_and_reads_the_same_again(text):
    for choice in ("theirs", "mine", "united"):
        found, _asked = answered(text, choice)
        value = found.value.get("text") or ""
        tree = lxml_html.fragment_fromstring(value, create_parent="div")
        assert Counter(words_of(value)) == Counter(
            words_of(lxml_html.tostring(tree, encoding="unicode"))
        )
        opened, closed = (re.findall(pattern, value) for pattern in (r"<(\w+)", r"</(\w+)"))
        assert Counter(tag for tag in opened if tag != "br") == Counter(closed)


@quick
@given(three())
def test_merging_again_gives_the_same(text):
    one, other = merged(text), merged(text)
    assert one.value == other.value
    assert [(part.way, part.mark) for part in one.parts] == [
        (part.way, part.mark) for part in other.parts
    ]
    assert len({part.way for part in one.parts}) == len(one.parts)


@quick
@given(three())
def test_who_is_called_the_author_does_not_change_what_is_asked(text):
    there, back = merged(text), merged(Three(text.base, text.mine, text.theirs))
    asked = [Counter((str(write(p.theirs)), str(write(p.mine))) for p in there.conflicts)]
    asked.append(Counter((str(write(p.mine)), str(write(p.theirs))) for p in back.conflicts))
    assert asked[0] == asked[1]
    if not there.conflicts:
        assert words(there.value) == words(back.value)


@quick
@given(three())
def test_an_answered_question_is_no_question_any_more(text):
    for choice in ("theirs", "mine"):
        found, asked = answered(text, choice)
        assert not found.questions
        assert {part.way for part in found.conflicts} == {part.way for part in asked.conflicts}


@quick
@given(three())
def test_refusing_all_that_they_changed_gives_mine(text):
    asked = merged(text)
    answers = {
        part.way: Answer("mine") for part in asked.parts if part.state in ("theirs", "open")
    }
    found = merged(text, answers)
    assert words(found.value) == words(text.mine)


@quick
@given(three())
def test_united_paragraphs_have_the_words_of_both(text):
    for part in merged(text).conflicts:
        if part.united is not None:
            base, theirs, mine = (
                words(write(one)) for one in (part.before, part.theirs, part.mine)
            )
            united = words(write(part.united))
            assert not theirs - base - united
            assert not mine - base - united
