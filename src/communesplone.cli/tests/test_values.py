from communesplone.cli.values import from_json
from communesplone.cli.values import read_value
from communesplone.cli.values import to_json
from DateTime import DateTime
from datetime import date
from datetime import datetime
from datetime import time
from datetime import UTC
from decimal import Decimal
from zope import schema
from zope.schema.interfaces import ValidationError
import json
import pytest


VALUES = [
    None,
    True,
    3,
    2.5,
    "Écaussinnes",
    b"\x00\xff",
    Decimal("12.50"),
    datetime(2026, 11, 23, 10, 42, tzinfo=UTC),
    date(2026, 11, 23),
    time(18, 0),
    ("5000", "5001"),
    ["a", ("b",)],
    {"fr": "Namur", "n": {"x": (1,)}},
    {1: "one"},
    {"@odd": 1},
    {"a", "b"},
    frozenset({1}),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_every_kind_of_value_comes_back_from_json_as_it_was(value):
    back = from_json(json.loads(json.dumps(to_json(value))))
    assert back == value
    assert type(back) is type(value)


def test_a_zope_date_keeps_moment_and_zone():
    moment = DateTime("2026/11/23 10:42:07.123456 Europe/Brussels")
    back = from_json(to_json(moment))
    assert back == moment
    assert back.timezone() == moment.timezone()


def test_what_is_not_plain_data_is_refused():
    with pytest.raises(TypeError):
        to_json(object())


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (schema.Int(), "12", 12),
        (schema.Bool(), "yes", True),
        (schema.Bool(), "off", False),
        (schema.TextLine(), "Namur", "Namur"),
        (schema.TextLine(required=False), "", None),
        (schema.Tuple(value_type=schema.ASCIILine()), "5000, 5001", ("5000", "5001")),
        (schema.List(value_type=schema.Int()), "[1, 2]", [1, 2]),
        (schema.Date(), "2026-11-23", date(2026, 11, 23)),
    ],
)
def test_text_is_read_as_its_field_wants_it(field, text, value):
    assert read_value(field, text) == value


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (schema.Int(min=0), "-1"),
        (schema.Int(), "many"),
        (schema.Bool(), "perhaps"),
        (schema.Choice(values=["a"]), "b"),
        (schema.TextLine(), "two\nlines"),
    ],
)
def test_text_that_its_field_refuses_raises(field, text):
    with pytest.raises((ValidationError, ValueError)):
        read_value(field, text)
