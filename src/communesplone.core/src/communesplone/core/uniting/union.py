"""What two people made of the same fields, united."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from hashlib import blake2b
from typing import Any
from typing import Literal
import json


Whose = Literal["mine", "theirs"]
EMPTY = (None, "", [], (), {})


@dataclass(frozen=True)
class United:
    """What became of two texts.

    `values` has what needs no question, `whose` says of each changed one who changed it, and
    `overlaps` names what both changed, each in another way.
    """

    values: dict[str, Any] = field(default_factory=dict)
    whose: dict[str, Whose] = field(default_factory=dict)
    overlaps: tuple[str, ...] = ()


def digest(value: Any) -> str:
    """Return what tells a value from any other; nothing has the digest of nothing."""
    if value in EMPTY:
        return ""
    text = json.dumps(value, sort_keys=True, default=str)
    return blake2b(text.encode(), digest_size=6).hexdigest()


def digests(values: Mapping[str, Any]) -> dict[str, str]:
    """Return the digest of each value, for a form to carry."""
    return {key: digest(value) for key, value in values.items()}


def read_digests(text: Any) -> dict[str, str] | None:
    """Return digests that a form of ours carried, None for anything else."""
    try:
        found = json.loads(text) if isinstance(text, str) else None
    except ValueError:
        return None
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        return None
    return found


def unite(base: Mapping[str, str], mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> United:
    """Return what two people made of the same text.

    :param base: the digests of what both began with.
    :param mine: the values that one person sent, by key.
    :param theirs: those that are stored meanwhile.
    """
    values: dict[str, Any] = {}
    whose: dict[str, Whose] = {}
    overlaps: list[str] = []
    for key in dict.fromkeys([*mine, *theirs]):
        own, other, before = mine.get(key), theirs.get(key), base.get(key, "")
        if digest(own) == digest(other):
            values[key] = other
        elif digest(own) == before:
            values[key], whose[key] = other, "theirs"
        elif digest(other) == before:
            values[key], whose[key] = own, "mine"
        else:
            overlaps.append(key)
    return United(values, whose, tuple(overlaps))
