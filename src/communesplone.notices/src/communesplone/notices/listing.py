"""The notices below a folder: found by index, from the catalog alone."""

from communesplone.core.hours import BRUSSELS
from communesplone.notices.facts import Facts
from communesplone.notices.facts import from_json
from communesplone.notices.facts import KINDS
from communesplone.notices.facts import Status
from communesplone.notices.facts import status
from communesplone.notices.facts import TYPES
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta
from Products.CMFCore.utils import getToolByName
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any


MOST = 500
CURRENT = (Status.OPEN, Status.ANNOUNCED)


@dataclass(frozen=True)
class Found:
    """A notice of a list."""

    brain: AbstractCatalogBrain
    facts: Facts
    status: Status


def clock(moment: datetime) -> datetime:
    """Return an aware moment as Brussels' clock shows it, without a zone."""
    return moment.astimezone(BRUSSELS).replace(tzinfo=None)


def aware(moment: datetime) -> datetime:
    """Return a moment of Brussels' clock as one of the world."""
    return moment.replace(tzinfo=BRUSSELS)


def current(context: Any, now: datetime, kinds: tuple[str, ...] = KINDS) -> list[Found]:
    """Return what is open, the nearest last day first, then what is announced.

    :param now: a moment of Brussels' clock.
    """
    query = {"query": now.date().isoformat(), "range": "min"}
    found = [
        one for one in _find(context, kinds, query, "ascending", now) if one.status in CURRENT
    ]
    return sorted(found, key=_order)


def closed(context: Any, now: datetime, kinds: tuple[str, ...]) -> list[Found]:
    """Return what is closed, decided or stopped, the latest first."""
    query = {"query": now.date().isoformat(), "range": "max"}
    found = _find(context, kinds, query, "descending", now)
    return [one for one in found if one.status not in CURRENT]


def _find(
    context: Any, kinds: tuple[str, ...], days: dict[str, str], order: str, now: datetime
) -> list[Found]:
    brains = getToolByName(context, "portal_catalog").searchResults(
        portal_type=[TYPES[kind] for kind in kinds],
        path="/".join(context.getPhysicalPath()),
        notice_last_day=days,
        sort_on="notice_last_day",
        sort_order=order,
        sort_limit=MOST,
    )
    facts = [(brain, from_json(brain.notice_facts)) for brain in brains[:MOST]]
    return [Found(brain, one, status(one, now)) for brain, one in facts]


def _order(one: Found) -> tuple[bool, date]:
    if one.status is Status.OPEN:
        return False, one.facts.last or date.max
    return True, one.facts.first or date.max


def published(brain: AbstractCatalogBrain) -> datetime:
    """Return when a notice was published; when it was made, where a program published it."""
    found = brain.effective if brain.effective.year() > 1970 else brain.created
    return found.asdatetime().astimezone(BRUSSELS)


def next_midnight(now: datetime) -> datetime:
    """Return the beginning of the next day in Brussels: lists of days change then."""
    tomorrow = now.astimezone(BRUSSELS).date() + timedelta(days=1)
    return datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=BRUSSELS)
