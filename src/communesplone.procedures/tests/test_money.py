from communesplone.procedures.interfaces import InvalidRow
from communesplone.procedures.money import read_amount
from decimal import Decimal
import pytest


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("27", "27", ""),
        ("27 €", "27", ""),
        ("10,50 €", "10.50", ""),
        ("10.5 EUR", "10.50", ""),
        ("€ 10,50", "10.50", ""),
        ("1 234 €", "1234", ""),
        ("1.234,50 €", "1234.50", ""),
        ("25 € par an", "25", "par an"),
        ("Gratuit", "0", ""),
        ("kostenlos", "0", ""),
    ],
)
def test_an_amount_is_read_as_people_write_it(text, value, unit):
    amount = read_amount(text)
    assert (amount.value, amount.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["2O €x3", "25 à 60 €", "-5", "9999999", "<b>€", "1,2,3"])
def test_what_is_no_single_amount_is_refused(text):
    with pytest.raises(InvalidRow):
        read_amount(text)


def test_a_price_may_be_words():
    assert read_amount("selon le règlement").in_words("fr") == "selon le règlement"


@pytest.mark.parametrize(
    ("text", "language", "words", "column"),
    [
        ("27", "fr", "27\xa0€", "27,00\xa0€"),
        ("10.50", "fr", "10,50\xa0€", "10,50\xa0€"),
        ("1234", "de", "1.234\xa0€", "1.234,00\xa0€"),
        ("10.50", "nl", "€\xa010,50", "€\xa010,50"),
        ("1234.5", "en", "€1,234.50", "€1,234.50"),
        ("0", "fr", "gratuit", "gratuit"),
        ("0", "de", "kostenlos", "kostenlos"),
        ("25 par an", "fr", "25\xa0€ par an", "25,00\xa0€ par an"),
    ],
)
def test_an_amount_is_written_as_the_language_does(text, language, words, column):
    amount = read_amount(text)
    assert amount.in_words(language) == words
    assert amount.in_column(language) == column
