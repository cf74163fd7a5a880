"""Lists of procedures: what an address asks for, checked, and what it finds."""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.procedures.labels import labels
from communesplone.procedures.labels import LISTS
from communesplone.procedures.vocabularies import UID
from dataclasses import dataclass
from itertools import groupby
from Products.CMFCore.utils import getToolByName
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zExceptions import BadRequest
from zExceptions import NotFound
import json


PAGE = 100
MOST = 2000
# Parameter of the address: index of the catalog.
FILTERS = {
    "life_event": "procedure_life_events",
    "audience": "topic_audiences",
    "theme": "topic_themes",
    "service": "procedure_service",
    "letter": "procedure_letter",
}
LIST_OF = {"life_event": "life_events", "audience": "audiences", "theme": "themes"}
LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0")


@dataclass(frozen=True)
class Wanted:
    """What an address asks for: at most one value of each filter, and a page from 1 on."""

    filters: tuple[tuple[str, str], ...] = ()
    page: int = 1

    @property
    def query(self) -> dict[str, str]:
        """Return the filters by index of the catalog."""
        return {FILTERS[name]: value for name, value in self.filters}


def read(form: Mapping[str, Any]) -> Wanted:
    """Return what the parameters of an address ask for; others than ours are not looked at.

    :raises BadRequest: for what no link of ours says: page -1, a letter of two signs.
    """
    filters = []
    for name in FILTERS:
        value = form.get(name, "")
        if value == "":
            continue
        if not isinstance(value, str) or not _allowed(name, value):
            raise BadRequest(f"{name}: no such value")
        filters.append((name, value))
    return Wanted(tuple(filters), _page(form.get("page", "1")))


def _allowed(name: str, value: str) -> bool:
    if name == "letter":
        return value in LETTERS
    if name == "service":
        return UID.fullmatch(value) is not None
    return len(value) <= 40 and value.isidentifier()


def _page(value: Any) -> int:
    if not isinstance(value, str) or not value.isascii() or not value.isdigit() or len(value) > 4:
        raise BadRequest("page: a number from 1 on")
    if int(value) < 1:
        raise BadRequest("page: a number from 1 on")
    return int(value)


@dataclass(frozen=True)
class Found:
    """A page of procedures, and how many there are in all."""

    brains: list[AbstractCatalogBrain]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def search(context: Any, wanted: Wanted) -> list[AbstractCatalogBrain]:
    """Return all the procedures below `context` that the user may see, by title."""
    found = getToolByName(context, "portal_catalog").searchResults(
        portal_type="Procedure",
        path="/".join(context.getPhysicalPath()),
        sort_on="sortable_title",
        sort_limit=MOST,
        **wanted.query,
    )
    return list(found[:MOST])


def find(context: Any, wanted: Wanted) -> Found:
    """Return the page of procedures that is asked for.

    :raises NotFound: for a page after the last one.
    """
    brains = search(context, wanted)
    start = (wanted.page - 1) * PAGE
    if start and start >= len(brains):
        raise NotFound("page")
    return Found(brains[start : start + PAGE], len(brains), wanted.page)


def facts(brain: AbstractCatalogBrain) -> dict[str, Any]:
    """Return what the catalog keeps of a procedure."""
    data = getattr(brain, "procedure_facts", None)
    return json.loads(data) if isinstance(data, str) and data else {}


def by_letter(rows: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return rows grouped by the letter that each has; signs and figures are under "0"."""
    ordered = sorted(rows, key=lambda row: (row["letter"] == "0", row["letter"]))
    return [(key, list(group)) for key, group in groupby(ordered, key=lambda row: row["letter"])]


def counts(brains: list[AbstractCatalogBrain], name: str) -> dict[str, int]:
    """Return how many of the procedures bear each key of one of the LISTS."""
    counted: dict[str, int] = {}
    for brain in brains:
        for key in facts(brain).get(name) or ():
            counted[key] = counted.get(key, 0) + 1
    return counted


def label_of(name: str, value: str, language: str) -> str:
    """Return the label of a filter's value.

    :raises NotFound: when the commune has no such audience, life event or theme.
    """
    found = labels(LIST_OF[name], language).get(value)
    if found is None:
        raise NotFound(value)
    return found


HEADINGS = dict(zip(LISTS, (_("I am…"), _("What happens to me"), _("By theme")), strict=True))
