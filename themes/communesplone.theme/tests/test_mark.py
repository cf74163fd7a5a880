from communesplone.core.reference import all_communes
from communesplone.theme.mark import LINES
from communesplone.theme.mark import Mark
from communesplone.theme.mark import mark
from communesplone.theme.mark import PARTITIONS
from communesplone.theme.mark import STRAIGHT_ONLY
from communesplone.theme.mark import svg
from communesplone.theme.tokens import Brand
from lxml import etree
import pytest


BRAND = Brand(250, 0.115, 70)


def test_a_commune_always_has_the_same_mark():
    assert mark("92094") == mark("92094") == Mark("parti", "straight", swapped=False)


def test_sankt_vith_is_parted_as_in_the_reference_pictures():
    assert mark("63067") == Mark("taillé", "straight", swapped=True)


def test_the_next_variant_is_another_partition():
    assert len({mark("92094", variant).partition for variant in range(12)}) == 12


def test_all_partitions_and_lines_appear_in_wallonia():
    marks = [mark(commune.nis) for commune in all_communes()]
    assert {found.partition for found in marks} == set(PARTITIONS)
    assert {found.line for found in marks} == set(LINES)
    assert {found.swapped for found in marks} == {True, False}


def test_a_line_is_wavy_or_indented_only_where_it_is_legible():
    for commune in all_communes():
        found = mark(commune.nis)
        assert found.line == "straight" or found.partition not in STRAIGHT_ONLY


@pytest.mark.parametrize("partition", PARTITIONS)
@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("swapped", [True, False])
def test_every_mark_is_a_small_svg_in_two_tinctures(partition, line, swapped):
    text = svg(Mark(partition, line, swapped), BRAND)
    assert etree.fromstring(text).tag.endswith("svg")
    assert "#004981" in text
    assert "#fdbc6f" in text
    assert len(text) < 1600


def test_every_partition_and_line_draws_another_shield():
    shields = {
        Mark(partition, "straight" if partition in STRAIGHT_ONLY else line, swapped=False)
        for partition in PARTITIONS
        for line in LINES
    }
    assert len({svg(shield, BRAND) for shield in shields}) == len(shields)


def test_a_site_without_nis_code_has_a_mark_too():
    assert mark("") == mark("0")
