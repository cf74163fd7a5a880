"""What the catalog keeps of a notice, and its status on a moment. No site needed.

Moments are Brussels' clock, without a zone.
"""

from collections.abc import Callable
from dataclasses import asdict
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache
import json


ONE = timedelta(days=1)
INQUIRIES, JOBS, CONTRACTS = "inquiries", "jobs", "contracts"
KINDS = (INQUIRIES, JOBS, CONTRACTS)
TYPES = {INQUIRIES: "PublicInquiry", JOBS: "Vacancy", CONTRACTS: "PublicContract"}
#: As text that sorts after every day.
NEVER = "9999-12-31"


class Status(StrEnum):
    """Where a notice stands."""

    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSED = "closed"
    DECIDED = "decided"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Facts:
    """`first` and `last` day on which one can react, apply or tender, both included.

    `hour`: until when on the last day; None until its end. `decided`: the day of the decision or
    award. `detail` is a token: legal basis, contract of work, procedure.
    """

    kind: str
    first: date | None = None
    last: date | None = None
    hour: time | None = None
    decided: date | None = None
    stopped: bool = False
    detail: str = ""
    reference: str = ""
    where: str = ""

    @property
    def opens(self) -> datetime | None:
        """The moment from which it is open; None when it always was."""
        return datetime.combine(self.first, time()) if self.first else None

    @property
    def closes(self) -> datetime | None:
        """The first moment at which it is no longer open; None when it has no end."""
        if self.last is None:
            return None
        if self.hour is None:
            return datetime.combine(self.last + ONE, time())
        return datetime.combine(self.last, self.hour)


def status(facts: Facts, now: datetime) -> Status:
    """Return the status at a moment of Brussels' clock."""
    if facts.stopped:
        return Status.STOPPED
    if facts.decided and facts.decided <= now.date():
        return Status.DECIDED
    if facts.closes and now >= facts.closes:
        return Status.CLOSED
    if facts.opens and now < facts.opens:
        return Status.ANNOUNCED
    return Status.OPEN


def next_change(facts: Facts, now: datetime) -> datetime | None:
    """Return the next moment at which the status can change; None when it stays."""
    decided = datetime.combine(facts.decided, time()) if facts.decided else None
    coming = [found for found in (facts.opens, facts.closes, decided) if found and found > now]
    return min(coming, default=None)


def to_json(facts: Facts) -> str:
    """Return facts as the text that the catalog keeps; what is empty is left out."""
    found = {
        name: value for name, value in asdict(facts).items() if value not in (None, "", False)
    }
    for name in ("first", "last", "decided", "hour"):
        if name in found:
            found[name] = found[name].isoformat()
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=2048)
def from_json(text: str) -> Facts:
    """Return the facts of a text that `to_json` wrote."""
    found = json.loads(text)
    read: tuple[tuple[str, Callable[[str], date | time]], ...] = (
        ("first", date.fromisoformat),
        ("last", date.fromisoformat),
        ("decided", date.fromisoformat),
        ("hour", time.fromisoformat),
    )
    for name, reader in read:
        if name in found:
            found[name] = reader(found[name])
    return Facts(**found)
