from communesplone.theme.colour import contrast
from communesplone.theme.skins import SKINS
from communesplone.theme.tokens import Brand
from communesplone.theme.tokens import dark
from communesplone.theme.tokens import default_brand
from communesplone.theme.tokens import light
from communesplone.theme.tokens import one_scheme
from communesplone.theme.tokens import stylesheet
import pytest


HUES = range(0, 360, 5)
CHROMAS = (0.03, 0.08, 0.15)
BRANDS = [
    Brand(hue, chroma, (hue + 180) % 360, skin)
    for hue in HUES
    for chroma in CHROMAS
    for skin in SKINS
]


@pytest.mark.parametrize(
    ("text", "ground", "ratio"),
    [
        ("acc", "paper", 8.4),
        ("acc", "tint", 7.6),
        ("onacc", "acc", 8.7),
        ("acc", "stone", 7.4),
        ("ink", "tint", 13),
        ("ink2", "tint", 7),
        ("line2", "tint", 3.8),
        ("err", "tint", 6.5),
        ("ink", "twotint", 13),
        ("two", "paper", 4.2),
        ("ink", "paper", 16.7),
        ("ink2", "paper", 9),
        ("ink2", "stone", 7),
        ("line2", "paper", 4.4),
        ("ok", "tint", 5.5),
        ("err", "paper", 7),
        ("warnink", "warn", 10),
    ],
)
def test_no_hue_can_break_the_contrast_of_the_light_scheme(text, ground, ratio):
    found = min(contrast(light(brand)[text], light(brand)[ground]) for brand in BRANDS)
    assert found >= ratio


@pytest.mark.parametrize(
    ("text", "ground", "ratio"),
    [
        ("acc", "paper", 10),
        ("acc", "tint", 8.5),
        ("onacc", "acc", 10),
        ("ink", "twotint", 10),
        ("ink2", "tint", 8),
        ("ok", "tint", 8),
        ("ink", "tint", 11),
        ("line2", "tint", 3.8),
        ("err", "tint", 6.5),
        ("err", "paper", 7),
    ],
)
def test_no_hue_can_break_the_contrast_of_the_dark_scheme(text, ground, ratio):
    found = min(contrast(dark(brand)[text], dark(brand)[ground]) for brand in BRANDS)
    assert found >= ratio


def test_white_is_legible_on_deep_in_both_schemes():
    assert min(contrast("#ffffff", light(brand)["deep"]) for brand in BRANDS) >= 13
    assert min(contrast("#ffffff", dark(brand)["deep"]) for brand in BRANDS) >= 13


def test_the_two_tinctures_of_the_mark_stand_apart_for_every_pair_of_hues():
    pairs = [Brand(hue, 0.15, second) for hue in range(0, 360, 15) for second in range(0, 360, 15)]
    assert min(contrast(light(one)["acc"], light(one)["twolight"]) for one in pairs) >= 5


def test_chroma_is_kept_within_its_bounds():
    assert light(Brand(250, 9, 70)) == light(Brand(250, 0.15, 70))
    assert light(Brand(250, 0, 70)) == light(Brand(250, 0.03, 70))


def test_demonstration_communes_have_the_hues_of_the_reference_pictures():
    assert [default_brand(nis).hue for nis in ("92094", "83012", "63067")] == [250, 158, 352]


def test_no_default_hue_is_near_the_red_of_emergencies():
    for nis in range(50000, 94000, 37):
        brand = default_brand(str(nis))
        assert min(abs(brand.hue - 25), 360 - abs(brand.hue - 25)) >= 20
        assert 0.03 <= brand.chroma <= 0.15


def test_the_style_sheet_is_small_and_has_no_oklch():
    text = stylesheet(Brand(250, 0.115, 70))
    assert "--acc:#004981" in text
    assert "prefers-color-scheme:dark" in text
    assert "oklch" not in text
    assert len(text) < 1500


def test_forms_of_plone_get_the_light_scheme_alone():
    text = one_scheme(Brand(250, 0.115, 70), "light")
    assert "--acc:#004981" in text
    assert "dark" not in text
