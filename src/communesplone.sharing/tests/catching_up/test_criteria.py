"""Who is compared with whom."""

from communesplone.sharing.catching_up.criteria import compare
from communesplone.sharing.catching_up.criteria import Criteria
from communesplone.sharing.catching_up.criteria import Member
from communesplone.sharing.catching_up.criteria import size_of
import pytest


def commune(name, size="tiny", province="Luxembourg", *languages):
    return Member(f"nis:{name}", name, province, languages or ("fr",), size)


SMALL_FRENCH = Criteria(sizes=("tiny",), languages=("fr",))


@pytest.mark.parametrize(
    ("population", "size"),
    [(None, ""), (0, "tiny"), (4_999, "tiny"), (5_000, "small"), (50_000, "city")],
)
def test_a_commune_has_one_class_of_size_or_none(population, size):
    assert size_of(population) == size


def test_three_that_fit_are_enough():
    alike = [commune(name) for name in ("Rendeux", "Hotton", "Daverdisse")]
    found = compare(SMALL_FRENCH, [*alike, commune("Marche", "middle")])
    assert found.members == tuple(alike)
    assert not found.is_wider


def test_the_province_is_given_up_first():
    others = [commune("Ohey", "tiny", "Namur"), commune("Rendeux"), commune("Hotton")]
    asked = Criteria(sizes=("tiny",), provinces=("Luxembourg",), languages=("fr",))
    found = compare(asked, [*others, commune("Burg-Reuland", "tiny", "Liège", "de")])
    assert found.members == tuple(others)
    assert found.used == SMALL_FRENCH


def test_the_size_is_given_up_after_the_language():
    others = [commune("Rendeux"), commune("Amel", "tiny", "Liège", "de"), commune("Hotton")]
    found = compare(SMALL_FRENCH, [*others, commune("Namur", "city")])
    assert found.used == Criteria(sizes=("tiny",))
    assert found.members == tuple(others)


def test_the_next_size_comes_before_a_city():
    others = [commune("Rendeux"), commune("Durbuy", "small"), commune("Vielsalm", "small")]
    found = compare(SMALL_FRENCH, [*others, commune("Namur", "city")])
    assert found.members == tuple(others)
    assert found.is_wider


def test_where_all_are_few_all_are_compared():
    others = [commune("Namur", "city"), commune("Amel", "", "Liège", "de")]
    found = compare(SMALL_FRENCH, others)
    assert found.members == tuple(others)
    assert found.used == Criteria()


def test_nobody_is_compared_with_nobody():
    assert compare(SMALL_FRENCH, []).members == ()
