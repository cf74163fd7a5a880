from communesplone.core.reference import all_communes
from communesplone.theme.skylines import default
from communesplone.theme.skylines import drawing
from communesplone.theme.skylines import NAMES
from lxml import etree
import pytest


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_weighs_less_than_four_kilobytes_and_has_no_colour_of_its_own(name):
    text = drawing(name)
    assert etree.fromstring(text).get("viewBox") == "0 0 1200 124"
    assert len(text) < 4096
    assert "#" not in text
    assert "style" not in text


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_cut_in_paper_is_as_light(name):
    text = drawing(name, layered=True)
    assert etree.fromstring(text).get("viewBox") == "0 0 1200 210"
    assert len(text) < 4096
    assert "#" not in text
    assert "style" not in text


def test_there_are_five_general_ones_and_wallonia_gets_them_all():
    assert {default(commune.nis) for commune in all_communes()} == set(NAMES)
    assert len(NAMES) == 5


def test_demonstration_communes_get_three_different_ones():
    assert [default(nis) for nis in ("92094", "83012", "63067")] == ["river", "rocks", "forest"]


def test_no_drawing_is_an_empty_one():
    assert drawing("none") == ""
