from update_versions import moves
from update_versions import rewritten
from update_versions import split


PINS = """\
# What this file is.

[versions]

# --- What we asked for, and why: to run ---
# the buildout
zc.buildout = 5.0.0

# the jobs
huey = 3.0.0

# --- What we asked for, and why: to test ---
# runs the tests
pytest = 9.0.0

# --- What those bring along: to run ---
old-helper = 1.0

shared = 1.0

# --- What those bring along: to test ---
pluggy = 1.0
"""
RUNTIME = {"zc-buildout": "5.2.0", "huey": "3.4.0", "shared": "2.0", "new-helper": "0.1"}
EVERYTHING = {**RUNTIME, "shared": "1.9", "pytest": "9.1.0", "pluggy": "1.6"}


def test_what_we_asked_for_keeps_its_place_its_comment_and_its_spelling():
    text = rewritten(PINS, RUNTIME, EVERYTHING)
    assert "# the buildout\nzc.buildout = 5.2.0\n\n# the jobs\nhuey = 3.4.0\n" in text
    assert "# runs the tests\npytest = 9.1.0\n" in text
    assert text.startswith("# What this file is.")


def test_what_those_bring_along_is_listed_anew():
    *_, to_run, to_test = split(rewritten(PINS, RUNTIME, EVERYTHING))
    assert to_run.pins == {"new-helper": "0.1", "shared": "1.9"}
    assert to_test.pins == {"pluggy": "1.6"}


def test_running_it_again_changes_nothing():
    once = rewritten(PINS, RUNTIME, EVERYTHING)
    assert rewritten(once, RUNTIME, EVERYTHING) == once


def test_each_version_that_moved_is_told():
    assert moves({"a": "1", "b": "1"}, {"a": "2", "c": "1"}) == [
        "a 1 → 2",
        "b 1 → gone",
        "c new → 1",
    ]
