from communesplone.procedures.interfaces import InvalidRow
from communesplone.procedures.rows import MOST_ROWS
from communesplone.procedures.shapes import CHANNELS
from communesplone.procedures.shapes import CONTACTS
from communesplone.procedures.shapes import FIRST
from communesplone.procedures.shapes import LAWS
from communesplone.procedures.shapes import STEPS
from communesplone.procedures.shapes import TARIFFS
from hypothesis import given
from hypothesis import strategies
from zope.i18n import interpolate
import pytest


CELL = strategies.text(
    strategies.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="|"),
    min_size=1,
    max_size=40,
)


def sentence(error):
    message = error.value.doc()
    return interpolate(message.default or message, message.mapping)


def test_one_line_is_one_row():
    assert STEPS.parse("Declare | At the desk.\r\n\r\nCollect") == [
        {"title": "Declare", "text": "At the desk."},
        {"title": "Collect", "text": ""},
    ]


@given(strategies.lists(strategies.tuples(CELL, CELL), max_size=5))
def test_rows_written_and_read_again_are_the_same(cells):
    rows = STEPS.parse("\n".join(f"{title}|{text}" for title, text in cells if title.strip()))
    assert STEPS.parse(STEPS.write(rows, "fr")) == rows
    assert STEPS.check(rows) == rows


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_channels_and_prices_read_again_what_they_write_in_every_language(language):
    channels = CHANNELS.parse("guichet (le plus simple) | Ici.\nen ligne (non) | Impossible.")
    tariffs = TARIFFS.parse("A | 1 234,50 € par an\nB | gratuit\nC | selon devis | 3 jours")
    assert CHANNELS.parse(CHANNELS.write(channels, language)) == channels
    assert TARIFFS.parse(TARIFFS.write(tariffs, language)) == tariffs


def test_the_line_that_cannot_be_read_is_named():
    with pytest.raises(InvalidRow) as error:
        TARIFFS.parse("Adult | 27\nChild | 25 à 60 €")
    assert sentence(error).startswith("Line 2")


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        (STEPS, "| what to do"),
        (STEPS, "a | b | c"),
        (CHANNELS, "pigeon | It flies."),
        (CHANNELS, "desk (perhaps) | Come."),
        (CHANNELS, "desk | Come. | javascript:alert(1)"),
        (FIRST, "Block | Call. | //evil.example/"),
        (LAWS, "Law | data:text/html,x"),
        (CONTACTS, "Desk | many"),
        (CONTACTS, "Desk | 081 00 00 00 | nobody"),
        (STEPS, "x" * 2001),
        (STEPS, "\n".join(["step"] * (MOST_ROWS + 1))),
    ],
)
def test_what_cannot_be_a_row_is_refused(shape, text):
    with pytest.raises(InvalidRow):
        shape.parse(text)


@pytest.mark.parametrize(
    "rows",
    [
        "text",
        {"title": "x"},
        ["x"],
        [{"title": 3}],
        [{"title": "x", "more": "y"}],
        [{"title": "a | b"}],
        [{"text": "no title"}],
    ],
)
def test_data_of_another_shape_is_refused(rows):
    with pytest.raises(InvalidRow):
        STEPS.check(rows)


@pytest.mark.parametrize(
    "price", [3, "27,5,5", {"value": "abc"}, {"value": "-5"}, {"value": "NaN"}, {"value": "1e30"}]
)
def test_a_price_that_is_none_is_refused_as_data_too(price):
    with pytest.raises(InvalidRow):
        TARIFFS.check([{"label": "x", "price": price}])


def test_an_address_of_the_site_itself_is_a_path():
    assert LAWS.parse("Rules | /reglements/redevances")[0]["url"] == "/reglements/redevances"


def test_mark_up_stays_text():
    assert STEPS.parse("<b>x</b>")[0]["title"] == "<b>x</b>"
