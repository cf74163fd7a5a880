"""What a page holds: its headings, each a link."""

from Acquisition import aq_base
from communesplone.core import _
from communesplone.core.sections import ISection
from communesplone.core.sections import Section
from communesplone.pages.anchors import outline
from communesplone.pages.kinds import STATIC
from functools import cached_property
from typing import Any


#: One heading is no list.
FEWEST = 2
DEEPEST = 2


class IContents(ISection):
    """Nothing is filled in: it finds the headings by itself."""


class Contents(Section):
    """Read when the page is drawn for the first time after a change, then kept with it."""

    styles = (STATIC.path("pages.css"),)
    usual_heading = _("On this page")

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The headings that part the page, each with those below it as `inner`."""
        text = getattr(aq_base(self.context), "text", None)
        sections = getattr(aq_base(self.context), "sections", None) or []
        others = [one for one in sections if one.get("type") != "contents"]
        found: list[dict[str, Any]] = []
        for entry in outline(getattr(text, "raw", "") or "", others):
            if entry.level > DEEPEST:
                continue
            row = {"href": f"#{entry.anchor}", "title": self.text(entry.title), "inner": []}
            under = found[-1]["inner"] if found and entry.level == 2 else found
            under.append(row)
        return found

    def is_empty(self) -> bool:
        return sum(1 + len(row["inner"]) for row in self.rows) < FEWEST
