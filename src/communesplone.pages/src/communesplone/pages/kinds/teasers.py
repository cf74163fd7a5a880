"""Pages that the editor chose, each with a few words."""

from communesplone.core import _
from communesplone.core.browser.page import FILES
from communesplone.core.images import images
from communesplone.core.sections import ISection
from communesplone.core.sections import References
from communesplone.core.sections import Section
from functools import cached_property
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope import schema


class ITeasers(ISection):
    items = References(
        title=_("Pages"),
        description=_("In the order in which they will be read."),
        max_length=24,
        required=True,
    )
    pictures = schema.Bool(
        title=_("Show their pictures"),
        description=_("Only when most of the pages have one: a list with gaps looks unfinished."),
        default=False,
        required=False,
    )


class Teasers(Section):
    """Rows: title, summary, picture if asked."""

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        return [self._row(brain) for brain in self.chosen(self.data.get("items") or ())]

    def _row(self, brain: AbstractCatalogBrain) -> dict[str, Any]:
        picture = images(brain) if self.data.get("pictures") else None
        shown = brain.portal_type in FILES
        return {**self.row(brain), "picture": picture, "file": shown}

    def is_empty(self) -> bool:
        return not self.rows
