"""The order of lines, and what is counted."""

from communesplone.core.catching_up import Line
from communesplone.sharing.catching_up.board import weigh


def line(name, weight="usual", present=False, **more):
    return Line(name, name, "", weight, present, "Adopt", "@@x", **more)


OTHERS = {
    "move": frozenset({"a", "b", "c"}),
    "water": frozenset({"a", "b"}),
    "marina": frozenset({"a"}),
    "umzug": frozenset({"b", "c"}),
}


def names(rows):
    return [row.line.name for row in rows]


def test_what_most_have_comes_first():
    board = weigh([line("marina"), line("water"), line("move")], OTHERS, 3)
    assert names(board.nearly_all) == ["move", "water"]
    assert names(board.some) == ["marina"]
    assert [row.users for row in board.nearly_all] == [3, 2]


def test_law_stands_apart_however_few_have_it_and_what_is_sure_first():
    doubtful = line("privacy", "law", certain=False)
    board = weigh([doubtful, line("statement", "law"), line("move")], OTHERS, 3)
    assert names(board.law) == ["statement", "privacy"]
    assert names(board.nearly_all) == ["move"]


def test_useful_things_are_those_of_the_law_and_those_nearly_all_have():
    lines = [
        line("statement", "law", present=True),
        line("move", present=True),
        line("water"),
        line("marina", present=True),
        line("old", "refresh"),
    ]
    board = weigh(lines, OTHERS, 3)
    assert (board.has, board.of) == (2, 3)
    assert names(board.refresh) == ["old"]


def test_a_translation_counts_as_the_same_and_a_commune_once():
    board = weigh([line("marina", alike=("umzug",))], OTHERS, 3)
    assert board.nearly_all[0].users == 3


def test_what_is_set_aside_is_not_counted():
    board = weigh([line("move"), line("water", present=True), line("marina")], OTHERS, 3)
    left = board.without({"move", "marina"})
    assert left.rows == ()
    assert (left.has, left.of) == (1, 1)


def test_without_others_nothing_is_had_by_nearly_all():
    board = weigh([line("tool"), line("statement", "law")], {}, 0)
    assert names(board.some) == ["tool"]
    assert board.of == 1
