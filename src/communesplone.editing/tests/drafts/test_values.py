"""What a form compares: the same value is the same data, whatever form it came through."""

from communesplone.editing.drafts.values import comparable
from decimal import Decimal


def test_an_amount_is_the_same_however_it_is_written():
    assert comparable(Decimal("12.50")) == comparable(Decimal("12.5")) == "12.5"
