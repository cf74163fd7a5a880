from communesplone.theme.colour import contrast
from communesplone.theme.colour import to_hex
import pytest


def test_grey_has_no_hue():
    assert to_hex(0.5, 0, 0) == to_hex(0.5, 0, 200)


@pytest.mark.parametrize(
    ("lightness", "chroma", "hue", "expected"),
    [(0.40, 0.115, 250, "#004981"), (0.56, 0.13, 70, "#a06604"), (0.84, 0.12, 70, "#fdbc6f")],
)
def test_the_colours_of_the_reference_pictures(lightness, chroma, hue, expected):
    assert to_hex(lightness, chroma, hue) == expected


def test_a_colour_outside_srgb_loses_chroma_not_lightness():
    vivid, fitted = to_hex(0.4, 0.37, 142), to_hex(0.4, 0.12, 142)
    assert contrast(vivid, "#ffffff") == pytest.approx(contrast(fitted, "#ffffff"), rel=0.1)


def test_contrast_of_black_and_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
