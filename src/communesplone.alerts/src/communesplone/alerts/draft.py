"""What somebody types to publish an alert: read, checked, made into an alert."""

from collections.abc import Mapping
from communesplone.alerts.alert import LONGEST_INSTRUCTION
from communesplone.alerts.alert import YEARS
from communesplone.alerts.alert import ZONE
from communesplone.alerts.kinds import EMERGENCY
from communesplone.alerts.kinds import LEVELS
from communesplone.alerts.texts import ReadyText
from communesplone.core import _
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from typing import Any
from zope.i18nmessageid import Message
import re
import secrets


OTHER = "other"
EVENING, NOON = 22, 12
LONGEST_TITLE = 120
KEY = re.compile(r"[0-9a-f]{8}")
CODE = re.compile(r"[0-9]{4}")
NO_CODE = "0000"


@dataclass(frozen=True)
class Draft:
    """The answers of the three questions, as typed."""

    level: str = ""
    text: str = ""
    used: str = ""
    title: str = ""
    instruction: str = ""
    codes: tuple[str, ...] = ()
    streets: str = ""
    until: str = "3h"
    moment: str = ""
    mail: bool = True
    key: str = ""

    def begun_with(self, ready: ReadyText | None) -> "Draft":
        """Return the draft with the words of the ready text that was chosen, once."""
        if self.text == self.used:
            return self
        if ready is None:
            return replace(self, used=self.text)
        title, instruction = ready.title, ready.instruction
        return replace(self, title=title, instruction=instruction, used=self.text)

    def street_lines(self) -> list[str]:
        """Return the streets, one a line as typed."""
        return [" ".join(line.split()) for line in self.streets.splitlines() if line.strip()]


def read(form: Mapping[str, Any]) -> Draft:
    """Return what a form holds; what is no text of a field counts as empty."""

    def one(name: str, longest: int = 2000) -> str:
        value = form.get(name, "")
        return value.replace("\r\n", "\n")[:longest] if isinstance(value, str) else ""

    codes = form.get("codes") or ()
    listed = codes if isinstance(codes, (list, tuple)) else [codes]
    key = one("key")
    return Draft(
        level=one("level"),
        text=one("text", 80),
        used=one("used", 80),
        title=" ".join(one("title").split()),
        instruction=one("instruction", 5000).strip(),
        codes=tuple(dict.fromkeys(map(_code, listed))),
        streets=one("streets", 5000),
        until=one("until", 20) or "3h",
        moment=one("moment", 40),
        mail=bool(form.get("mail")) if "key" in form else True,
        key=key if KEY.fullmatch(key) else secrets.token_hex(4),
    )


def _code(value: Any) -> str:
    """Return a postal code as sent; one that is none stays wrong, lest all are meant."""
    return value if isinstance(value, str) and CODE.fullmatch(value) else NO_CODE


def ends(now: datetime) -> dict[str, datetime]:
    """Return the ends that are offered: in three hours, tonight, tomorrow noon."""
    here = now.astimezone(ZONE)
    later = ZONE.normalize(here + timedelta(hours=3)).replace(second=0, microsecond=0)
    found = {"3h": later}
    if here.hour < EVENING - 1:
        found["tonight"] = _at(here, EVENING)
    tomorrow = ZONE.normalize(here + timedelta(days=1))
    return found | {"tomorrow": _at(tomorrow, NOON)}


def _at(day: datetime, hour: int) -> datetime:
    return ZONE.localize(datetime(day.year, day.month, day.day, hour))


def end_of(until: str, moment: str, now: datetime) -> datetime | None:
    """Return the end that was chosen; None for one that cannot be read or is past."""
    if until != OTHER:
        return ends(now).get(until)
    try:
        found = ZONE.localize(datetime.fromisoformat(moment).replace(tzinfo=None))
    except ValueError:
        return None
    return found if found > now and found.year <= YEARS[1] else None


def problems(draft: Draft, known_codes: tuple[str, ...], now: datetime) -> dict[str, Message]:
    """Return what is wrong, by field; a sentence that says what to write."""
    found: dict[str, Message] = {}
    if draft.level not in LEVELS:
        found["level"] = _("Choose how grave it is.")
    if not draft.title:
        found["title"] = _("Write a title: what happens, and where.")
    elif len(draft.title) > LONGEST_TITLE:
        found["title"] = _("Write a shorter title: 120 letters are the most.")
    if not draft.instruction:
        found["instruction"] = _("Write what people must do.")
    elif len(draft.instruction) > LONGEST_INSTRUCTION:
        found["instruction"] = _("Write less: 600 letters are the most.")
    if not set(draft.codes) <= set(known_codes):
        found["codes"] = _("This is no postal code of the commune.")
    if any(line.startswith("|") or len(line) > 300 for line in draft.street_lines()):
        found["streets"] = _("Write the name of a street on each line.")
    if end_of(draft.until, draft.moment, now) is None:
        found["moment"] = _("Choose a day and an hour in the future.")
    return found


def fields(
    draft: Draft, ready: ReadyText | None, now: datetime, may_switch: bool
) -> dict[str, Any]:
    """Return the fields of the alert that a draft without problems asks for.

    :param may_switch: whether who wrote it may put the crisis page in place of the home.
    """
    return {
        "title": draft.title,
        "level": draft.level,
        "kind": ready.kind if ready and ready.kind else "other",
        "instruction": draft.instruction,
        "steps": list(ready.steps) if ready else [],
        "postal_codes": list(draft.codes),
        "streets": draft.street_lines(),
        "start": now.astimezone(ZONE).replace(second=0, microsecond=0),
        "end": end_of(draft.until, draft.moment, now),
        "mail": draft.mail,
        "crisis": draft.level == EMERGENCY and may_switch,
    }
