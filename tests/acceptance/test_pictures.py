"""The picture of the README, made only when it is asked for: COMMUNES_PICTURES=1."""

from communesplone.core import memory
from communesplone.core.hours import BRUSSELS
from communesplone.theme.browser.frame import Frame
from datetime import datetime
from pathlib import Path
import os
import pytest


pytestmark = pytest.mark.needs("chromium")

PICTURE = Path(__file__).parents[2] / "docs" / "images" / "home.png"
#: A Tuesday morning: desks are open, as most people find them.
MORNING = datetime(2026, 11, 24, 10, 42, tzinfo=BRUSSELS)


@pytest.fixture
def in_the_morning(monkeypatch):
    """The site and the browser think that it is morning."""
    monkeypatch.setattr(Frame, "now", MORNING)
    memory.forget()
    yield
    memory.forget()


def test_a_home_has_its_picture_taken(tab, address, in_the_morning, tmp_path):
    asked = os.environ.get("COMMUNES_PICTURES") == "1"
    target = PICTURE if asked else tmp_path / PICTURE.name
    target.parent.mkdir(parents=True, exist_ok=True)
    page = tab(1280, 1000)
    page.clock.set_fixed_time(MORNING)
    page.goto(address("/"), wait_until="networkidle")
    page.screenshot(path=target)
    assert target.stat().st_size > 20_000
