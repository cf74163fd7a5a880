"""Pages of sections that two people changed: added, removed, moved, written anew."""

from collections import Counter
from communesplone.sharing.merging import Answer
from communesplone.sharing.merging import merge
from communesplone.sharing.merging.node import comparable
from communesplone.sharing.merging.node import words_of
from communesplone.sharing.merging.values import write
from hypothesis import given
from hypothesis import strategies as st
from merging_texts import block
from merging_texts import changed
from merging_texts import html
from merging_texts import quick
from merging_texts import Writer
from random import Random
import copy


def page(random: Random) -> dict:
    return {
        "title": "Commander une poubelle",
        "lines": "un\ndeux\ntrois",
        "price": {"decimal": "5.00"},
        "themes": ["déchets", "maison", "jardin"],
        "sections": [section(random, f"s{at}") for at in range(random.randint(0, 5))],
    }


def section(random: Random, name: str) -> dict:
    kind = random.choice(["text", "questions", "links"])
    if kind == "text":
        blocks = [block(random) for _ in range(random.randint(0, 4))]
        return {"id": name, "type": kind, "blocks": blocks}
    rows = [{"question": f"Q {name} {at}", "answer": f"R {at}"} for at in range(3)]
    return {"id": name, "type": kind, "heading": f"Titre {name}", "items": rows}


def edited(before: dict, writer: Writer) -> dict:
    found, random = copy.deepcopy(before), writer.random
    for _ in range(random.randint(0, 4)):
        how, sections = random.randint(0, 8), found["sections"]
        if how == 0:
            found["title"] += f" {writer.own()}"
        elif how == 1:
            found["lines"] = found["lines"].replace("deux", writer.own())
        elif how == 2:
            found["price"] = {"decimal": f"{random.randint(1, 9)}.00"}
        elif how == 3:
            found["themes"].insert(random.randint(0, 3), writer.own())
        elif how == 4:
            made = section(random, writer.own())
            made["heading"] = writer.own()
            sections.insert(random.randint(0, len(sections)), made)
        elif how == 5 and sections:
            sections.pop(random.randrange(len(sections)))
        elif how == 6:
            random.shuffle(sections)
        elif sections:
            one = random.choice(sections)
            if "blocks" in one:
                one["blocks"] = changed(one["blocks"], writer, 1)
            else:
                random.choice(one["items"])["answer"] = f"R {writer.own()}"
    return found


def kept(value: dict) -> dict:
    """Return a page as it is kept: its blocks as HTML."""
    return {**value, "sections": [_written(one) for one in value["sections"]]}


def _written(one: dict) -> dict:
    bare = {name: value for name, value in one.items() if name != "blocks"}
    return {**bare, "text": html(one["blocks"])} if "blocks" in one else bare


@st.composite
def three(draw: st.DrawFn) -> tuple[dict, dict, dict]:
    random = draw(st.randoms(use_true_random=False))
    base = page(random)
    theirs, mine = (edited(base, Writer(random, initial)) for initial in "TM")
    return kept(base), kept(theirs), kept(mine)


def words(value) -> Counter:
    return Counter(words_of(value))


@quick
@given(three())
def test_without_a_change_on_one_side_a_page_is_that_of_the_other(pages):
    base, theirs, mine = pages
    assert comparable(merge(base, theirs, base).value) == comparable(theirs)
    assert comparable(merge(base, base, mine).value) == comparable(mine)


@quick
@given(three())
def test_every_word_of_a_page_is_in_the_result_or_in_a_recorded_conflict(pages):
    base, theirs, mine = pages
    asked = merge(base, theirs, mine)
    sides = [side for part in asked.conflicts for side in (part.theirs, part.mine)]
    recorded = sum((words(write(side)) for side in sides), Counter())
    assert not words(mine) - words(base) - words(asked.value)
    for choice, side, other in (("theirs", mine, theirs), ("mine", theirs, mine)):
        found = merge(base, theirs, mine, {one.way: Answer(choice) for one in asked.questions})
        assert not found.questions
        taken_away = words(base) - words(other)
        assert not words(side) - taken_away - words(found.value) - recorded


@quick
@given(three())
def test_each_section_is_there_once_and_a_price_is_never_made_of_two(pages):
    base, theirs, mine = pages
    found = merge(base, theirs, mine).value
    ids = [one["id"] for one in found.get("sections") or ()]
    assert len(ids) == len(set(ids))
    assert found["price"] in (theirs["price"], mine["price"])
