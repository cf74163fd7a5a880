"""The rules of the house that need no site; tools/check.py runs the same."""

from checks.rules import RULES
from pathlib import Path
import pytest


HOME = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize("title", RULES)
def test_the_house_keeps(title):
    # As one text, so that a failure shows every sentence whole.
    assert "\n".join(RULES[title](HOME)) == ""
