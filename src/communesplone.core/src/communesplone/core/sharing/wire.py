"""What sites tell one another as JSON, and back: the only place that knows both.

Records become objects with the names of their fields, tuples become lists, bytes base64. What
comes is read by the type that is expected: anything else is refused, nothing is guessed.
"""

from base64 import b64decode
from base64 import b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.records import Envelope
from communesplone.core.sharing.records import Report
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.records import Succession
from communesplone.core.tool_requests import ToolRequest
from dataclasses import fields
from dataclasses import is_dataclass
from functools import cache
from types import NoneType
from types import UnionType
from typing import Any
from typing import get_args
from typing import get_origin
from typing import get_type_hints
from typing import Literal
from typing import Union
import json


#: An argument of a call, by name: what type it has.
Arguments = Mapping[str, Any]
#: What a commune tells the library of another cluster: calls of `ILibrary` without the sender,
#: whom the signature of the request names.
LIBRARY_CALLS: dict[str, Arguments] = {
    "introduce": {"ring": Ring, "sender": str},
    "receive": {"envelope": Envelope, "files": dict[str, bytes]},
    "withdraw": {"urn": str, "signature": str},
    "propose": {"envelope": Envelope, "files": dict[str, bytes]},
    "answer": {
        "urn": str,
        "commune": str,
        "revision": int,
        "taken": bool,
        "word": str,
        "signature": str,
    },
    "adopted": {"urn": str, "revision": int},
    "released": {"urn": str},
    "ask_tool": {"issuer": str, "tool": str, "word": str, "signature": str},
    "report": {"report": Report, "signature": str},
    "members": {},
    "succeed": {"succession": Succession},
}
#: What the hub tells a commune of another cluster: calls of `ICommuneInbox`.
INBOX_CALLS: dict[str, Arguments] = {
    "introduce": {"ring": Ring},
    "decided": {"urn": str, "revision": int, "state": str, "word": str, "moment": str},
    "revised": {"urn": str, "revision": int},
    "withdrawn": {"urn": str},
    "answered": {"urn": str, "taken": bool, "word": str, "moment": str},
    "proposed": {"envelope": Envelope, "files": dict[str, bytes]},
    "tool_decided": {"answer": ToolRequest},
}


class Unreadable(SharingError):
    """A message that has not the shape it should have."""

    def __init__(self) -> None:
        super().__init__(_("This message cannot be read."))


def written(value: Any) -> bytes:
    """Return plain data and records as the bytes of JSON."""
    return json.dumps(to_json(value), ensure_ascii=False, separators=(",", ":")).encode()


def to_json(value: Any) -> Any:
    """Return plain data and records as data of JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {name: to_json(one) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [to_json(one) for one in value]
    return b64encode(value).decode() if isinstance(value, bytes) else value


def read(kind: Any, body: bytes) -> Any:
    """Return what bytes of JSON say, as a value of a type.

    :raises Unreadable: they say something else.
    """
    try:
        return from_json(kind, json.loads(body))
    except (RecursionError, ValueError) as error:
        raise Unreadable from error


def arguments(expected: Arguments, body: bytes) -> dict[str, Any]:
    """Return the arguments of a call, all of them and no others.

    :raises Unreadable: for anything else.
    """
    told = read(dict[str, Any], body)
    if told.keys() != expected.keys():
        raise Unreadable
    return {name: from_json(kind, told[name]) for name, kind in expected.items()}


def from_json(kind: Any, data: Any) -> Any:
    """Return data of JSON as a value of a type.

    :param kind: a dataclass, `str`, `int`, `bool`, `bytes`, `Any`, or a tuple, dict, choice or
        alternative of such.
    :raises Unreadable: they are of another shape.
    """
    if kind is Any:
        return data
    if is_dataclass(kind):
        return _record(kind, data)
    return _READERS.get(get_origin(kind) or kind, _plain)(kind, data)


def _plain(kind: type, data: Any) -> Any:
    # True is an int for Python
    if not isinstance(data, kind) or (isinstance(data, bool) and kind is not bool):
        raise Unreadable
    return data


def _record(kind: Any, data: Any) -> Any:
    hints = _hints(kind)
    if not isinstance(data, dict) or data.keys() != hints.keys():
        raise Unreadable
    return kind(**{name: from_json(hint, data[name]) for name, hint in hints.items()})


def _tuple(kind: Any, data: Any) -> tuple[Any, ...]:
    inner = get_args(kind)
    if not isinstance(data, list):
        raise Unreadable
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(from_json(inner[0], one) for one in data)
    if len(inner) != len(data):
        raise Unreadable
    return tuple(from_json(of, one) for of, one in zip(inner, data, strict=True))


def _mapping(kind: Any, data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise Unreadable
    inner = get_args(kind)[1]
    return {name: from_json(inner, one) for name, one in data.items()}


def _bytes(kind: Any, data: Any) -> bytes:
    try:
        return b64decode(_plain(str, data), validate=True)
    except (NotBase64, ValueError) as error:
        raise Unreadable from error


def _choice(kind: Any, data: Any) -> Any:
    if data not in get_args(kind):
        raise Unreadable
    return data


def _alternative(kind: Any, data: Any) -> Any:
    inner = get_args(kind)
    if data is None and NoneType in inner:
        return None
    (only,) = (one for one in inner if one is not NoneType)
    return from_json(only, data)


_READERS: dict[Any, Any] = {
    tuple: _tuple,
    dict: _mapping,
    bytes: _bytes,
    Literal: _choice,
    Union: _alternative,
    UnionType: _alternative,
}


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
