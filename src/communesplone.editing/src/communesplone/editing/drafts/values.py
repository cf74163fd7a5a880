"""Values of fields as they can be compared, joined, and read by people."""

from collections.abc import Mapping
from datetime import date
from datetime import datetime
from datetime import UTC
from decimal import Decimal
from html import escape
from plone.app.textfield.value import RichTextValue
from plone.namedfile.interfaces import INamed
from plone.uuid.interfaces import IUUID
from typing import Any
from z3c.relationfield import RelationValue
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.publisher.interfaces import IRequest
from zope.schema.interfaces import IBool
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import ICollection
from zope.schema.interfaces import IField
from zope.schema.interfaces import IText
from zope.schema.interfaces import ITextLine
import re


AROUND_TAGS = re.compile(r"\s*(<[^>]+>)\s*")
BLOCK_END = re.compile(r"</(?:p|li|h\d|tr|dt|dd|blockquote)>|<br\s*/?>", re.I)
TAGS = re.compile(r"<[^>]*>")
PLAIN = (bool, int, float)


def comparable(value: Any) -> Any:
    """Return plain data that is the same for the same value, whatever form it came through."""
    if value is None or isinstance(value, PLAIN):
        return value
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    if isinstance(value, RichTextValue):
        return AROUND_TAGS.sub(r"\1", " ".join((value.raw or "").replace("\xa0", " ").split()))
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value.normalize())
    if isinstance(value, RelationValue):
        return None if value.isBroken() else IUUID(value.to_object, value.to_path)
    if isinstance(value, Mapping):
        return {str(name): comparable(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [comparable(one) for one in value]
    if isinstance(value, set | frozenset):
        return sorted(str(comparable(one)) for one in value)
    if INamed.providedBy(value):
        return [value.filename, value.getSize()]
    if (uid := IUUID(value, None)) is not None:
        return uid
    known = {name: one for name, one in vars(value).items() if not name.startswith("_")}
    return comparable(known) if known else str(type(value))


def is_joinable(field: IField, value: Any) -> bool:
    """Tell whether two values can both be kept, one below the other."""
    if isinstance(value, RichTextValue) or ICollection.providedBy(field):
        return True
    return IText.providedBy(field) and not ITextLine.providedBy(field)


def is_writable(field: IField, value: Any) -> bool:
    """Tell whether a person can write a third value as text."""
    return isinstance(value, RichTextValue) or (type(value) is str and IText.providedBy(field))


def joined(mine: Any, theirs: Any) -> Any:
    """Return both values, mine first."""
    if isinstance(mine, RichTextValue):
        return rich(mine.raw + (theirs.raw if theirs else ""), mine)
    if isinstance(mine, list | tuple):
        others = [one for one in theirs or () if one not in mine]
        return type(mine)([*mine, *others])
    if isinstance(mine, set | frozenset):
        return mine | (theirs or set())
    return "\n\n".join(filter(None, (mine, theirs)))


def from_words(text: str, like: Any) -> Any:
    """Return what a person wrote as a value like another."""
    if not isinstance(like, RichTextValue):
        return text
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return rich("".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in parts), like)


def rich(raw: str, like: RichTextValue) -> RichTextValue:
    return RichTextValue(raw, like.mimeType, like.outputMimeType)


def words(field: IField, value: Any, request: IRequest) -> str:
    """Return a value as plain text, one line a paragraph."""
    if value in (None, "", [], ()):
        return ""
    if IBool.providedBy(field):
        return "✓" if value else "–"
    if isinstance(value, RichTextValue):
        lines = BLOCK_END.sub("\n", value.raw or "").split("\n")
        return "\n".join(filter(None, (" ".join(TAGS.sub(" ", line).split()) for line in lines)))
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, RelationValue):
        return "" if value.isBroken() else value.to_object.Title()
    if isinstance(value, list | tuple | set | frozenset):
        inner = getattr(field, "value_type", None)
        return "\n".join(filter(None, (words(inner, one, request) for one in value)))
    if isinstance(value, Mapping):
        return " · ".join(filter(None, (words(None, one, request) for one in value.values())))
    if IChoice.providedBy(field):
        return _term(field, value, request)
    if INamed.providedBy(value):
        return value.filename or ""
    if hasattr(value, "Title"):
        return value.Title()
    return str(value) if isinstance(value, str | int | float) else str(comparable(value))


def _term(field: IField, value: Any, request: IRequest) -> str:
    """Return the title of a choice; without its vocabulary, the value."""
    found = getattr(field, "vocabulary", None)
    term = next((one for one in found or () if one.value == value), None)
    title = getattr(term, "title", None)
    if isinstance(title, Message):
        return translate(title, context=request)
    return str(title or (value.Title() if hasattr(value, "Title") else value))
