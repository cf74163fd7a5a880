"""Procedures with the answer before the click."""

from communesplone.core import _
from communesplone.core.sections import ISection
from communesplone.core.sections import Reference
from communesplone.core.sections import References
from communesplone.procedures.sections.base import OfProcedures
from datetime import datetime
from functools import cached_property
from typing import Any
from zope import schema


class IProceduresSection(ISection):
    items = References(
        title=_("Procedures"),
        description=_("Choose those that people ask for most; without a choice, the first ones."),
        types=("Procedure",),
        max_length=20,
        required=False,
    )
    below = Reference(
        title=_("Only below this folder"),
        description=_(
            "Choose a folder, such as “Sport”, to show only what it holds. Empty: the whole site."
        ),
        types=("Folder",),
        required=False,
    )
    limit = schema.Int(
        title=_("How many at most"),
        description=_("A number, such as 4. Fewer are shown when there are fewer."),
        min=1,
        max=20,
        default=7,
        required=True,
    )


class ProceduresSection(OfProcedures):
    """Rows: title, price, delay, how."""

    usual_heading = _("The answer before the click")

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        if self.lost:
            return []
        chosen = self.chosen(self.data.get("items") or ())
        shown = [brain for brain in chosen if brain.portal_type == "Procedure"]
        return self.list_of((shown or self.brains)[: self.data.get("limit") or 7]).rows()

    def is_empty(self) -> bool:
        return not self.rows

    def until(self) -> datetime | None:
        return min(filter(None, (row["again"] for row in self.rows)), default=None)

    def all_of_them(self) -> tuple[str, str] | None:
        """Return words and address of the whole list, when there is more of it."""
        if len(self.brains) <= len(self.rows):
            return None
        words = _("All ${count} procedures, from A to Z", mapping={"count": len(self.brains)})
        return self.text(self.say(words)), self.list_of([]).address
