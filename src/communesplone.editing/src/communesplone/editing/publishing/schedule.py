"""When a text goes online and offline: what a form says, as aware moments."""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.hours import BRUSSELS
from communesplone.core.publication import HORIZON
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from datetime import time
from typing import Literal
from zope.i18nmessageid import Message
import re


NOW = "now"
AT = "at"
REVIEW = "review"
#: A form that does not ask when: what begins, or began, at an hour keeps it.
KEPT = "kept"
#: As browsers send it, and as people write it where they do not: "8 h 30".
HOUR = re.compile(r"(\d{1,2})\s?[:h.]?\s?(\d{2})?")


@dataclass
class Choice:
    """What somebody chose; `errors` are sentences by name of a field, `typed` what they wrote.

    `start` is None for at once, `end` for never, `check` the day on which to read it again.
    """

    when: Literal["now", "at", "review", "kept"] = "now"
    start: datetime | None = None
    end: datetime | None = None
    check: date | None = None
    typed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, Message] = field(default_factory=dict)


def read(form: Mapping[str, object], now: datetime) -> Choice:
    """Return what the form says.

    :param now: aware; what is to begin must come after it.
    """
    names = ("when", "day", "hour", "end_day", "end_hour", "check", "note", "seen")
    typed = {name: _line(form.get(name)) for name in names}
    choice = Choice(KEPT, typed=typed)
    if typed["when"] in (NOW, AT, REVIEW):
        choice.when = typed["when"]
    if choice.when == AT:
        choice.start = _moment(choice, "day", "hour")
        if choice.start is None and "day" not in choice.errors:
            choice.errors["day"] = _("Choose the day on which the page goes online.")
        elif choice.start is not None and choice.start <= now:
            choice.errors["day"] = _("This moment has passed. Choose one that comes, or “Now”.")
    choice.end = _moment(choice, "end_day", "end_hour")
    if choice.end is not None and choice.end <= (choice.start or now):
        choice.errors["end_day"] = _(
            "The page would be withdrawn before it goes online. Choose a later moment."
        )
    for name, moment in (("day", choice.start), ("end_day", choice.end)):
        if moment is not None and moment > now + HORIZON and name not in choice.errors:
            choice.errors[name] = _("Choose a day within a year.")
    choice.check = _day(choice, "check")
    return choice


def _moment(choice: Choice, day: str, hour: str) -> datetime | None:
    """Return the moment of two fields in Belgium's time; without an hour the day begins it."""
    found = _day(choice, day)
    text = choice.typed[hour]
    if found is None:
        return None
    written = HOUR.fullmatch(text or "00:00")
    try:
        at = time(int(written[1]), int(written[2] or 0)) if written else None
    except ValueError:
        at = None
    if at is None:
        choice.errors[day] = _("Write the hour as 08:00.")
        return None
    return datetime.combine(found, at, BRUSSELS)


def _day(choice: Choice, name: str) -> date | None:
    text = choice.typed[name]
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        choice.errors[name] = _("Choose a day in the calendar, or write it as 2026-12-01.")
        return None


def _line(value: object) -> str:
    return value.strip()[:20_000] if isinstance(value, str) else ""
