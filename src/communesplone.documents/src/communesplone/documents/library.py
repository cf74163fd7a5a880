"""The documents of a folder: found by index, from the catalog alone."""

from communesplone.core.memory import remember
from communesplone.documents.asked import Asked
from Products.CMFCore.utils import getToolByName
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope.component.hooks import getSite
import json


MOST = 5000
TYPE = "Library Document"


def find(context: Any, asked: Asked, limit: int = MOST) -> list[AbstractCatalogBrain]:
    """Return the documents below `context` that this user may see, the latest first."""
    query: dict[str, Any] = {}
    if asked.theme:
        query["topic_themes"] = asked.theme
    if asked.kind:
        query["document_kind"] = asked.kind
    if asked.year:
        query["document_year"] = asked.year
    if asked.language:
        query["document_language"] = asked.language
    brains = getToolByName(context, "portal_catalog").searchResults(
        portal_type=TYPE,
        path="/".join(context.getPhysicalPath()),
        sort_on="document_date",
        sort_order="reverse",
        sort_limit=limit,
        **query,
    )
    return list(brains[:limit])


def facts(brain: AbstractCatalogBrain) -> dict[str, Any]:
    """Return what the catalog keeps of a document's file."""
    found = brain.document_facts
    return json.loads(found) if isinstance(found, str) else {}


def summary(context: Any, language: str) -> dict[str, list[Any]]:
    """Return the years, kinds, languages and themes that have documents, until that changes."""
    key = ("documents", context.getPhysicalPath(), language)
    return remember(getSite(), key, lambda: _summary(context))


def _summary(context: Any) -> dict[str, list[Any]]:
    found: dict[str, set[Any]] = {"year": set(), "kind": set(), "language": set(), "theme": set()}
    for brain in find(context, Asked()):
        known = facts(brain)
        found["year"].add(int(known["date"][:4]) if known.get("date") else 0)
        found["kind"].add(known.get("kind", ""))
        found["language"].add(known.get("language", ""))
        themes = brain.topic_themes
        found["theme"].update(themes if isinstance(themes, list | tuple) else ())
    return {name: sorted(filter(None, values)) for name, values in found.items()}
