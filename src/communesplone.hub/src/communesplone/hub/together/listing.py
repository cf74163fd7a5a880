"""Lists of proposals, groups and decisions, by index."""

from collections.abc import Iterable
from communesplone.hub.together.store import Dealings
from communesplone.hub.together.store import together
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import NamedTuple


class Decision(NamedTuple):
    """What a group decided, as everyone reads it; `day` is ISO."""

    day: str
    text: str
    group: str
    meeting: str


def found(
    site: PloneSite, portal_type: str, states: Iterable[str], start: int = 0, size: int = 50
) -> tuple[list[AbstractCatalogBrain], int]:
    """Return what this person may see of a type in some states, the last changed first, and how
    many there are."""
    brains = site.portal_catalog.searchResults(
        portal_type=portal_type,
        review_state=list(states),
        sort_on="modified",
        sort_order="reverse",
    )
    return list(brains[start : start + size]), len(brains)


def said_of(site: PloneSite, uid: str) -> Dealings:
    """Return what is kept of a proposal or meeting by UID, to be read."""
    return together(site).dealings.get(uid) or Dealings()


def decisions(site: PloneSite, start: int = 0, size: int = 20) -> tuple[list[Decision], int]:
    """Return the decisions of all groups, the last first, and how many there are."""
    kept = together(site).decisions
    keys = list(kept.keys())[::-1][start : start + size]
    return [Decision(key[:10], *kept[key]) for key in keys], len(kept)
