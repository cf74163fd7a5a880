"""What a search finds: by kind, theme, audience and place."""

from communesplone.core import _
from communesplone.core.sections import ISection
from communesplone.core.sections import Reference
from communesplone.core.sections import Section
from functools import cached_property
from typing import Any
from zope import schema
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


SORTS = SimpleVocabulary(
    [
        SimpleTerm("newest", "newest", _("The newest first")),
        SimpleTerm("title", "title", _("By title")),
        SimpleTerm("position", "position", _("As in their folder")),
        SimpleTerm("start", "start", _("What begins first")),
    ]
)
ORDER = {
    "newest": {"sort_on": "effective", "sort_order": "reverse"},
    "title": {"sort_on": "sortable_title"},
    "position": {"sort_on": "getObjPositionInParent"},
    "start": {"sort_on": "start"},
}
MOST = 30


class ICollected(ISection):
    types = schema.List(
        title=_("Kinds of content"),
        description=_("None ticked: all kinds."),
        value_type=schema.Choice(vocabulary="plone.app.vocabularies.ReallyUserFriendlyTypes"),
        required=False,
    )
    themes = schema.List(
        title=_("Themes"),
        description=_("Only what carries one of these themes, such as “Waste”. None: all of it."),
        value_type=schema.Choice(vocabulary="communesplone.themes"),
        required=False,
    )
    audiences = schema.List(
        title=_("Audiences"),
        description=_("Only what is meant for one of these, such as “Families”. None: all of it."),
        value_type=schema.Choice(vocabulary="communesplone.audiences"),
        required=False,
    )
    below = Reference(
        title=_("Only below this folder"), description=_("Empty: the whole site."), required=False
    )
    only_there = schema.Bool(
        title=_("Only what lies in it directly"),
        description=_("What lies in folders within it is left out then."),
        default=False,
        required=False,
    )
    sort = schema.Choice(
        title=_("Order"),
        description=_("What comes first in the list."),
        vocabulary=SORTS,
        default="newest",
        required=True,
    )
    limit = schema.Int(
        title=_("How many at most"),
        description=_("A link leads to all the others."),
        min=1,
        max=MOST,
        default=6,
        required=True,
    )


class Collected(Section):
    """Rows of what is found; dates where they are what it is ordered by."""

    def update(self) -> None:
        below = self.data.get("below")
        self.folder = self.targets.get(below) if below else None
        self.lost = bool(below) and self.folder is None

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        if self.lost:
            return []
        brains = self.search(**self._query())
        own = self.context.UID()
        shown = [brain for brain in brains if own != brain.UID and not brain.exclude_from_nav]
        dated = self.data.get("sort", "newest") == "newest"
        return [
            self.row(brain) | {"date": self.dated(brain.effective) if dated else ""}
            for brain in shown[: self.limit]
        ]

    @property
    def limit(self) -> int:
        return min(MOST, max(1, self.data.get("limit") or 6))

    def _query(self) -> dict[str, Any]:
        sort = self.data.get("sort")
        query: dict[str, Any] = dict(ORDER.get(sort, ORDER["newest"]))
        # One more: the page itself is left out.
        query["sort_limit"] = (self.limit + 1) * 2
        if types := self.data.get("types"):
            query["portal_type"] = list(types)
        for name in ("themes", "audiences"):
            if self.data.get(name):
                query[f"topic_{name}"] = list(self.data[name])
        if sort == "start":
            query["end"] = {"query": self.now, "range": "min"}
        if self.folder is not None:
            query["path"] = {"query": self.folder.getPath()}
            if self.data.get("only_there"):
                query["path"]["depth"] = 1
        return query

    def is_empty(self) -> bool:
        return not self.rows

    def more(self) -> tuple[str, str] | None:
        if self.folder is None or len(self.rows) < self.limit:
            return None
        return self.text(self.folder.Title), self.folder.getURL()
