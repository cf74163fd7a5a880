"""What somebody looks for in the contents: read from the address, asked of the catalog."""

from collections.abc import Mapping
from communesplone.core.hours import BRUSSELS
from dataclasses import dataclass
from DateTime import DateTime
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
import re


#: States that can be asked for: those of the workflow, and those that dates make of them.
STATES = ("private", "pending", "published", "scheduled", "expired", "late")
#: Orders that can be asked for, as (index, direction).
ORDERS = {
    "modified": ("modified", "descending"),
    "title": ("sortable_title", "ascending"),
    "created": ("created", "descending"),
    "review": ("review_date", "ascending"),
}
#: What is no content that somebody looks for.
LEFT_OUT = ("LIF", "LRF", "Plone Site")
WORD = re.compile(r"\w+")
LONGEST = 200
FIELDS = ("SearchableText", "type", "state", "owner", "since", "until", "part", "order")


@dataclass(frozen=True)
class Asked:
    """One search; `wrong` names the fields that could not be read, their text stays."""

    text: str = ""
    portal_type: str = ""
    state: str = ""
    owner: str = ""
    since: str = ""
    until: str = ""
    part: str = ""
    order: str = "modified"
    wrong: tuple[str, ...] = ()

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The search as it stands in an address, without what is not asked."""
        values = (
            self.text,
            self.portal_type,
            self.state,
            self.owner,
            self.since,
            self.until,
            self.part,
            self.order if self.order != "modified" else "",
        )
        return tuple((name, value) for name, value in zip(FIELDS, values, strict=True) if value)

    @property
    def address(self) -> str:
        return urlencode(self.pairs)


def read(form: Mapping[str, Any]) -> Asked:
    """Return what a form asks; odd values ask nothing, days that are none are named as wrong."""
    values = {name: form.get(name, "") for name in FIELDS}
    plain = {
        name: value.strip()[:LONGEST] if isinstance(value, str) else ""
        for name, value in values.items()
    }
    wrong = tuple(name for name in ("since", "until") if plain[name] and not day(plain[name]))
    return Asked(
        plain["SearchableText"],
        plain["type"],
        plain["state"] if plain["state"] in STATES else "",
        plain["owner"],
        plain["since"],
        plain["until"],
        plain["part"],
        plain["order"] if plain["order"] in ORDERS else "modified",
        wrong,
    )


def day(text: str) -> date | None:
    """Return a day written as in ISO 8601, None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def query(asked: Asked, site_path: str, now: datetime) -> dict[str, Any]:
    """Return the query of the catalog; `now` is aware, days are those of Belgium."""
    index, direction = ORDERS[asked.order]
    found: dict[str, Any] = {"sort_on": index, "sort_order": direction, "show_inactive": True}
    words = WORD.findall(asked.text)
    if words:
        found["Title"] = " AND ".join(f"{word}*" for word in words)
    found["portal_type"] = asked.portal_type or {"not": list(LEFT_OUT)}
    if asked.owner:
        found["Creator"] = asked.owner
    if asked.part:
        found["path"] = f"{site_path}/{asked.part.strip('/')}"
    if span := _changed(asked):
        found["modified"] = span
    return found | _state(asked.state, now)


def _changed(asked: Asked) -> dict[str, Any]:
    since, until = day(asked.since), day(asked.until)
    first = datetime.combine(since, time(), BRUSSELS) if since else None
    last = datetime.combine(until + timedelta(1), time(), BRUSSELS) if until else None
    if first and last:
        return {"query": (first, last), "range": "min:max"}
    if first:
        return {"query": first, "range": "min"}
    return {"query": last, "range": "max"} if last else {}


def _state(state: str, now: datetime) -> dict[str, Any]:
    if state == "scheduled":
        return {"review_state": "published", "effective": {"query": now, "range": "min"}}
    if state == "expired":
        return {"review_state": "published", "expires": {"query": now, "range": "max"}}
    if state == "late":
        return {"review_date": {"query": now.date(), "range": "max"}}
    return {"review_state": state} if state else {}


def shape(brain: Any, now: datetime) -> str:
    """Return the state in which an item is shown: draft, pending, scheduled, online, expired.

    Empty for what has none, as pictures.
    """
    if brain.review_state == "private":
        return "draft"
    if brain.review_state != "published":
        return "pending" if brain.review_state == "pending" else ""
    moment = DateTime(now.timestamp())
    if brain.effective and brain.effective > moment:
        return "scheduled"
    return "expired" if brain.expires and brain.expires <= moment else "online"
