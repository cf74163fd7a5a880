"""What add-ons tell one another through the interfaces of core, as plain data."""

from dataclasses import dataclass
from datetime import date
from datetime import datetime
from typing import Literal
from zope.i18nmessageid import Message


#: Argument of a transition of a workflow: what those who are told of it read, when it is more than
#: the comment that the history keeps.
TOLD = "told"


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


@dataclass(frozen=True)
class Typed:
    """What a person typed into a form and has not saved: its fields as the form sends them.

    `base` is what the form carried of the page it was opened on, `at` an aware moment.
    """

    fields: dict[str, str | list[str]]
    base: str
    at: datetime


@dataclass(frozen=True)
class TypedSearch:
    """What visitors typed often into the search, in `language`, `count` times."""

    language: str
    text: str
    count: int


@dataclass(frozen=True)
class WorkRow:
    """A thing to do on the dashboard: what, why it is here, by when, one verb.

    `why` may be a message; `urgency` says how it is drawn; `due` is the aware moment by which it
    is wanted and orders what presses. `verb` is the label of the button that leads to `act_url`.
    `pressing` is said in bold before `why`, as "Goes out today at 6 pm.". With `posts` the button
    sends a form instead of opening a page: for what is done at once and can be undone. `second`
    is another way out, as (label, address).
    """

    title: str | Message
    url: str
    why: str | Message
    verb: str | Message
    act_url: str
    urgency: Literal["late", "soon", "calm"] = "calm"
    due: datetime | None = None
    pressing: str | Message = ""
    posts: bool = False
    second: tuple[str | Message, str] | None = None


@dataclass(frozen=True)
class Notice:
    """Something that a person of the site is told: `key` tells it from every other, for ever.

    `title` may be a message; `text` is what somebody wrote about it, or nothing.
    """

    key: str
    title: str | Message
    url: str
    text: str = ""
