"""What add-ons tell one another through the interfaces of core, as plain data."""

from dataclasses import dataclass
from datetime import date
from datetime import datetime


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


@dataclass(frozen=True)
class Answer:
    """What a list tells of an item: facts as (value, label), empty label for what says itself.

    `date` has the keys weekday, day, month and iso; `service` is the UID of the service that
    answers for the item; `until` the aware moment at which the answer changes by itself.
    """

    facts: tuple[tuple[str, str], ...] = ()
    date: dict[str, str] | None = None
    service: str = ""
    until: datetime | None = None
