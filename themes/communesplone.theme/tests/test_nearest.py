from communesplone.theme.colour import contrast
from communesplone.theme.colour import to_hex
from communesplone.theme.nearest import nearest
from communesplone.theme.nearest import nearest_second
from communesplone.theme.nearest import PAIRS
from communesplone.theme.nearest import ratios
from communesplone.theme.tokens import Brand
from communesplone.theme.tokens import CHROMA
import pytest


HUES = range(0, 360, 5)
CHROMAS = (0.03, 0.08, 0.15)


def test_a_yellow_that_nobody_can_read_is_moved_to_one_that_everybody_can():
    found = nearest("#E2B100")
    assert not found.legible
    assert found.asked_ratio == pytest.approx(2.0, abs=0.1)
    assert found.shown_ratio >= 8.7
    assert 80 <= found.hue <= 100


def test_a_lawful_colour_stays_what_it_is():
    found = nearest("#004981")
    assert contrast(found.asked, found.shown) < 1.05
    assert found.legible


@pytest.mark.parametrize("chroma", CHROMAS)
@pytest.mark.parametrize("lightness", [0.1, 0.4, 0.7, 0.95])
def test_whatever_is_asked_for_is_shown_legibly(chroma, lightness):
    for hue in HUES:
        found = nearest(to_hex(lightness, chroma, hue))
        assert found.shown_ratio >= 8.7
        assert CHROMA[0] <= found.chroma <= CHROMA[1]


@pytest.mark.parametrize("skin", ["pierre", "vallee"])
@pytest.mark.parametrize("chroma", CHROMAS)
def test_everything_on_everything_is_legible_for_every_hue_in_both_schemes(chroma, skin):
    for hue in HUES:
        found = ratios(Brand(hue, chroma, (hue + 120) % 360, skin))
        assert len(found) == 2 * len(PAIRS)
        assert min(found) >= 4.5


def test_black_white_and_grey_have_a_quiet_colour_too():
    for grey in ("#000000", "#808080", "#ffffff"):
        assert nearest(grey).chroma == CHROMA[0]


def test_a_colour_near_the_red_of_emergencies_is_told():
    assert nearest("#c4161c").near_red
    assert not nearest("#004981").near_red


def test_the_second_colour_stands_out_from_the_paper():
    for hue in HUES:
        assert nearest_second(to_hex(0.8, 0.1, hue)).shown_ratio >= 4.2
