"""The rows of a procedure: what each kind of line is made of."""

from communesplone.core import _
from communesplone.procedures.channels import read_channel
from communesplone.procedures.channels import write_channel
from communesplone.procedures.money import Amount
from communesplone.procedures.money import read_amount
from communesplone.procedures.rows import address
from communesplone.procedures.rows import Column
from communesplone.procedures.rows import mail
from communesplone.procedures.rows import phone
from communesplone.procedures.rows import Row
from communesplone.procedures.rows import Shape
from decimal import Decimal


def _read_price(cell: str) -> Row:
    amount = read_amount(cell)
    value = None if amount.value is None else str(amount.value)
    return {"value": value, "unit": amount.unit}


def _write_price(value: Row | str, language: str) -> str:
    return value if isinstance(value, str) else amount_of(value).in_words(language)


def amount_of(price: Row | None) -> Amount:
    """Return the amount that a stored price says."""
    price = price or {}
    value = price.get("value")
    return Amount(None if value is None else Decimal(value), price.get("unit") or "")


FIRST = Shape(
    (
        Column("title", _("Title"), required=True),
        Column("text", _("Text"), required=True),
        Column("url", _("Address"), read=address),
        Column("link", _("Text of the link")),
    )
)
STEPS = Shape(
    (
        Column("title", _("Title"), required=True),
        Column("text", _("Text")),
    )
)
CHANNELS = Shape(
    (
        Column("channel", _("Channel"), required=True, read=read_channel, write=write_channel),
        Column("text", _("Text"), required=True),
        Column("url", _("Address"), read=address),
        Column("link", _("Text of the link")),
    )
)
TARIFFS = Shape(
    (
        Column("label", _("For what"), required=True),
        Column("price", _("Price"), required=True, read=_read_price, write=_write_price),
        Column("delay", _("Delay")),
    )
)
LAWS = Shape(
    (
        Column("title", _("Text of law"), required=True),
        Column("url", _("Address"), read=address),
    )
)
CONTACTS = Shape(
    (
        Column("name", _("Name or function"), required=True),
        Column("phone", _("Telephone"), read=phone),
        Column("mail", _("E-mail"), read=mail),
        Column("url", _("Address"), read=address),
    )
)
