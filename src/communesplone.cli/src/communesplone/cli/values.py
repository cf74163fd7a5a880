"""Values as text that a person types, and as JSON that keeps every Python type."""

from DateTime import DateTime
from datetime import date
from datetime import datetime
from datetime import time
from decimal import Decimal
from typing import Any
from zope.schema.interfaces import IBool
from zope.schema.interfaces import ICollection
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IDatetime
from zope.schema.interfaces import IDict
from zope.schema.interfaces import IField
from zope.schema.interfaces import IFromUnicode
import base64
import json


TRUE = frozenset({"yes", "true", "on", "1"})
FALSE = frozenset({"no", "false", "off", "0"})
COLLECTIONS = {"tuple": tuple, "set": set, "frozenset": frozenset}


def read_value(field: IField, text: str) -> Any:
    """Return what a person typed as a value of `field`, validated.

    Empty text is the missing value of a field that is not required; collections are written
    with commas or as JSON, dictionaries as JSON.

    :raises zope.schema.ValidationError: the field refuses the value.
    :raises ValueError: the text cannot be read.
    """
    if text == "" and not field.required:
        value = field.missing_value
    elif IBool.providedBy(field):
        value = _read_bool(text)
    elif IDict.providedBy(field):
        value = json.loads(text)
    elif ICollection.providedBy(field):
        value = field._type(_read_items(field, text))
    elif IDatetime.providedBy(field):
        value = datetime.fromisoformat(text)
    elif IDate.providedBy(field):
        value = date.fromisoformat(text)
    elif IFromUnicode.providedBy(field):
        value = field.fromUnicode(text)
    else:
        value = json.loads(text)
    field.validate(value)
    return value


def _read_bool(text: str) -> bool:
    word = text.strip().lower()
    if word not in TRUE | FALSE:
        raise ValueError("Write yes or no.")
    return word in TRUE


def _read_items(field: ICollection, text: str) -> list[Any]:
    if text.startswith("["):
        return json.loads(text)
    words = [word.strip() for word in text.split(",") if word.strip()]
    inner = field.value_type
    return [inner.fromUnicode(word) if IFromUnicode.providedBy(inner) else word for word in words]


def to_json(value: Any) -> Any:
    """Return `value` in types of JSON, what JSON has no type for as `{"@type": ...}`.

    :raises TypeError: for an object that is not plain data.
    """
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, bytes):
        return {"@bytes": base64.b64encode(value).decode()}
    if isinstance(value, Decimal):
        return {"@decimal": str(value)}
    # datetime is a date: the order matters.
    for kind, name in ((datetime, "datetime"), (date, "date"), (time, "time")):
        if isinstance(value, kind):
            return {f"@{name}": value.isoformat()}
    if isinstance(value, DateTime):
        return {"@zope-datetime": str(value)}
    return _collection_to_json(value)


def _collection_to_json(value: Any) -> Any:
    if hasattr(value, "items"):
        return {"@dict": [[to_json(key), to_json(item)] for key, item in value.items()]}
    for name, kind in COLLECTIONS.items():
        if isinstance(value, kind):
            items = value if kind is tuple else sorted(value, key=repr)
            return {f"@{name}": [to_json(item) for item in items]}
    if isinstance(value, list) or hasattr(value, "__getslice__"):
        return [to_json(item) for item in value]
    raise TypeError(f"{type(value).__name__} is not plain data")


def from_json(data: Any) -> Any:
    """Return the value of which `to_json` made `data`.

    :raises ValueError: an unknown `@type`.
    """
    if isinstance(data, list):
        return [from_json(item) for item in data]
    if not isinstance(data, dict):
        return data
    ((tag, content),) = data.items()
    readers = {
        "@bytes": base64.b64decode,
        "@decimal": Decimal,
        "@datetime": datetime.fromisoformat,
        "@date": date.fromisoformat,
        "@time": time.fromisoformat,
        "@zope-datetime": DateTime,
        "@dict": lambda pairs: {from_json(key): from_json(item) for key, item in pairs},
        **{f"@{name}": _reader(kind) for name, kind in COLLECTIONS.items()},
    }
    if tag not in readers:
        raise ValueError(f"unknown kind of value {tag}")
    return readers[tag](content)


def _reader(kind: type) -> Any:
    return lambda items: kind(from_json(item) for item in items)
