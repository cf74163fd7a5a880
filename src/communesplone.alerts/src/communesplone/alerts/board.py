"""The alerts of a site as everybody sees them, kept in RAM: none costs next to nothing."""

from collections.abc import Iterable
from communesplone.alerts import facts
from communesplone.alerts.facts import Facts
from communesplone.core import changes
from communesplone.core.memory import remember
from dataclasses import dataclass
from DateTime import DateTime
from datetime import datetime
from datetime import UTC
from Products.CMFPlone.Portal import PloneSite
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope.publisher.interfaces import IRequest


@dataclass(frozen=True)
class Board:
    """Alerts in force, the gravest first; those to come; when this next changes by itself."""

    in_force: tuple[Facts, ...]
    coming: tuple[Facts, ...]
    until: datetime | None

    @property
    def crisis(self) -> Facts | None:
        """The alert whose page takes the place of the home."""
        return next((found for found in self.in_force if found.replaces_home), None)


def board(site: PloneSite, request: IRequest, language: str) -> Board:
    """Return the alerts of a site in a language; the page of `request` changes with them.

    One that is only there in another language is shown in it: better read than missed.
    """
    key = ("alerts", language)
    found = remember(
        site, key, lambda: _make(site, language), lambda made: made.until, kinds=("Alert",)
    )
    if found.until is not None:
        changes.declare_next_change(request, found.until)
    return found


def _make(site: PloneSite, language: str) -> Board:
    now = datetime.now(UTC)
    brains = search(site, alert_end={"query": DateTime(now.timestamp()), "range": "min"})
    every = sorted(map(facts.load, in_language(brains, language)), key=lambda found: found.rank)
    moments = [moment for found in every for moment in (found.start, found.end) if moment > now]
    coming = sorted((found for found in every if found.start > now), key=lambda one: one.start)
    return Board(
        in_force=tuple(found for found in every if found.in_force(now)),
        coming=tuple(coming),
        until=min(moments, default=None),
    )


def search(site: PloneSite, **query: Any) -> list[AbstractCatalogBrain]:
    """Return the published alerts of the whole site, in all its languages."""
    catalog = site.portal_catalog
    if "alert_facts" not in catalog.schema():
        return []
    return list(catalog.searchResults(portal_type="Alert", review_state="published", **query))


def in_language(
    brains: Iterable[AbstractCatalogBrain], language: str
) -> list[AbstractCatalogBrain]:
    """Keep of translations of one another the one in a language, or the first there is."""
    kept: dict[str, AbstractCatalogBrain] = {}
    for brain in brains:
        group = getattr(brain, "TranslationGroup", None) or brain.UID
        known = kept.get(group)
        if known is None or (brain.Language == language and known.Language != language):
            kept[group] = brain
    return list(kept.values())
