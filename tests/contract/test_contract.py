"""The rules of the house that need no site; tools/check.py runs the same."""

from checks.rules import RULES
from pathlib import Path
import pytest


HOME = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize("title", RULES)
def test_the_house_keeps(title):
    if violations := RULES[title](HOME):
        pytest.fail("\n".join(violations), pytrace=False)
