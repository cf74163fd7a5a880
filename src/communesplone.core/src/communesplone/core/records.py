"""What add-ons tell one another through the interfaces of core, as plain data."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Mandate:
    """A person's role in a body, from `start` to `end`, both days included; None: still."""

    person: str
    person_title: str
    url: str
    role: str
    role_title: str
    body: str
    start: date
    end: date | None
    duties: tuple[str, ...] = ()


@dataclass(frozen=True)
class TopicEntry:
    """An item of a mail: `key` tells it from every other, for ever."""

    key: str
    title: str
    url: str
    text: str = ""
