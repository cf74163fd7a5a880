"""The news of a folder: found by index, from the catalog alone."""

from communesplone.core.hours import BRUSSELS
from communesplone.core.memory import remember
from communesplone.news.asked import Asked
from DateTime import DateTime
from datetime import datetime
from Products.CMFCore.utils import getToolByName
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope.component.hooks import getSite


MOST = 2000
#: What a list of news is made of; the folder tells of a move.
KINDS = ("News Item", "Folder")


def find(context: Any, asked: Asked, limit: int = MOST) -> list[AbstractCatalogBrain]:
    """Return the news below `context` that this user may see, the latest first."""
    query: dict[str, Any] = {}
    if asked.themes:
        query["topic_themes"] = list(asked.themes)
    if asked.audiences:
        query["topic_audiences"] = list(asked.audiences)
    if asked.year:
        zone = "Europe/Brussels"
        bounds = DateTime(f"{asked.year}/01/01 {zone}"), DateTime(f"{asked.year}/12/31 {zone}")
        query["effective"] = {
            "query": (bounds[0].earliestTime(), bounds[1].latestTime()),
            "range": "min:max",
        }
    brains = getToolByName(context, "portal_catalog").searchResults(
        portal_type="News Item",
        path="/".join(context.getPhysicalPath()),
        sort_on="effective",
        sort_order="reverse",
        sort_limit=limit,
        **query,
    )
    return list(brains[:limit])


def summary(context: Any) -> list[tuple[int, tuple[str, ...]]]:
    """Return year and themes of all the news below `context`, kept until the site changes."""
    language = getattr(context, "REQUEST", {}).get("LANGUAGE", "")
    key = ("news", context.getPhysicalPath(), language)
    return remember(
        getSite(),
        key,
        lambda: [(published(one).year, themes(one)) for one in find(context, Asked())],
        kinds=KINDS,
    )


def themes(brain: AbstractCatalogBrain) -> tuple[str, ...]:
    """Return the keys of the themes that the catalog keeps of a news item."""
    found = brain.topic_themes
    return tuple(found) if isinstance(found, list | tuple) else ()


def published(brain: AbstractCatalogBrain) -> datetime:
    """Return when a news item was published; when it was made, as long as it is not."""
    found = brain.effective if brain.effective.year() > 1970 else brain.created
    return found.asdatetime().astimezone(BRUSSELS)
