"""An alert as plain data: what the catalog keeps, so that no page wakes one."""

from communesplone.alerts.alert import Alert
from communesplone.alerts.alert import in_utc
from communesplone.alerts.kinds import EMERGENCY
from communesplone.alerts.kinds import gravity
from communesplone.alerts.kinds import WORKS
from communesplone.alerts.places import geometry
from communesplone.alerts.places import read_step
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from datetime import UTC
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
import json


MOMENTS = ("start", "end")
PAIRS = ("steps", "streets")


@dataclass(frozen=True)
class Update:
    """An entry of the log: when, in which function somebody said what."""

    at: datetime
    role: str
    event: str
    text: str


@dataclass(frozen=True)
class Facts:
    """All that an alert says; moments are aware."""

    title: str
    level: str
    kind: str
    instruction: str
    start: datetime
    end: datetime
    steps: tuple[tuple[str, str], ...] = ()
    details: str = ""
    shelter: str = ""
    postal_codes: tuple[str, ...] = ()
    streets: tuple[tuple[str, str], ...] = ()
    geometry: dict[str, Any] | None = None
    crisis: bool = False
    mail: bool = True
    updates: tuple[Update, ...] = ()
    uid: str = ""
    url: str = ""

    def in_force(self, now: datetime) -> bool:
        """Tell whether it holds now: from its start, up to its end."""
        return self.start <= now < self.end

    @property
    def whole_commune(self) -> bool:
        return not (self.postal_codes or self.streets)

    @property
    def is_works(self) -> bool:
        return self.kind in WORKS

    @property
    def replaces_home(self) -> bool:
        return self.crisis and self.level == EMERGENCY

    @property
    def changed(self) -> datetime:
        """When somebody last said something about it."""
        return self.updates[-1].at if self.updates else self.start

    @property
    def rank(self) -> tuple[int, float]:
        """The gravest first, then the latest."""
        return gravity(self.level), -self.start.timestamp()


def of(alert: Alert) -> Facts:
    """Return the facts of an alert."""
    return Facts(
        title=alert.title or "",
        level=alert.level,
        kind=alert.kind,
        instruction=alert.instruction or "",
        start=in_utc(alert.start),
        end=in_utc(alert.end),
        steps=tuple(map(read_step, alert.steps or ())),
        details=alert.details or "",
        shelter=alert.shelter or "",
        postal_codes=tuple(alert.postal_codes or ()),
        streets=tuple(map(read_step, alert.streets or ())),
        geometry=geometry(alert.positions),
        crisis=bool(alert.crisis),
        mail=bool(alert.mail),
        updates=tuple(map(_update, alert.updates or ())),
        uid=alert.UID() or "",
        url=alert.absolute_url(),
    )


def dump(facts: Facts) -> str:
    """Return facts as JSON; address and UID are the catalog's own."""
    data = asdict(replace(facts, uid="", url=""))
    return json.dumps(data, ensure_ascii=False, default=datetime.isoformat)


def load(brain: AbstractCatalogBrain) -> Facts:
    """Return the facts of a catalog record."""
    data = json.loads(brain.alert_facts)
    data |= {name: datetime.fromisoformat(data[name]) for name in MOMENTS}
    data |= {name: tuple(map(tuple, data[name])) for name in PAIRS}
    data["postal_codes"] = tuple(data["postal_codes"])
    data["updates"] = tuple(map(_update, data["updates"]))
    return Facts(**data | {"uid": brain.UID, "url": brain.getURL()})


def _update(data: dict[str, str]) -> Update:
    return Update(
        datetime.fromisoformat(data["at"]).astimezone(UTC),
        data.get("role", ""),
        data.get("event", ""),
        data.get("text", ""),
    )
