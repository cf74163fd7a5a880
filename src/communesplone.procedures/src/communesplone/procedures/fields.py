"""Fields of a procedure: rows typed as lines, and references to other content by UID."""

from communesplone.procedures.rows import Row
from communesplone.procedures.rows import Shape
from typing import Any
from zope.interface import Attribute
from zope.interface import implementer
from zope.schema import Choice
from zope.schema import Field
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import IField
from zope.schema.interfaces import IFromUnicode


class IRows(IField):
    """Structured rows: a list of dicts, typed as lines of text."""

    shape = Attribute("What a row is made of.")


@implementer(IRows, IFromUnicode)
class Rows(Field):
    """A list of dicts of one shape."""

    def __init__(self, shape: Shape, **options: Any) -> None:
        self.shape = shape
        super().__init__(**options)

    def fromUnicode(self, value: str) -> list[Row]:
        """Return the rows of a text, one a line.

        :raises InvalidRow: with the line that cannot be read.
        """
        return self.shape.parse(value)

    def _validate(self, value: Any) -> None:
        super()._validate(value)
        self.shape.check(value)


class IContentReference(IChoice):
    """The UID of another content of the site."""


@implementer(IContentReference)
class ContentReference(Choice):
    """A choice of content: what is stored is its UID, which survives a move."""
