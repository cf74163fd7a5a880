"""The picture of the README, made only when it is asked for: COMMUNES_PICTURES=1."""

from pathlib import Path
import os
import pytest


pytestmark = pytest.mark.needs("chromium")

PICTURE = Path(__file__).parents[2] / "docs" / "images" / "home.png"


def test_a_home_has_its_picture_taken(tab, address, tmp_path):
    asked = os.environ.get("COMMUNES_PICTURES") == "1"
    target = PICTURE if asked else tmp_path / PICTURE.name
    target.parent.mkdir(parents=True, exist_ok=True)
    page = tab(1280, 1000)
    page.goto(address("/"), wait_until="networkidle")
    page.screenshot(path=target)
    assert target.stat().st_size > 20_000
