"""Ways in: who people are, what happens to them, what they look for."""

from communesplone.core import _
from communesplone.core.sections import ISection
from communesplone.core.sections import Reference
from communesplone.procedures import listing
from communesplone.procedures.sections.base import OfProcedures
from functools import cached_property
from typing import Any
from zope import schema
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


WAYS = SimpleVocabulary(
    [
        SimpleTerm("audiences", "audiences", _("Who people are")),
        SimpleTerm("life_events", "life_events", _("What happens to them")),
        SimpleTerm("themes", "themes", _("What they look for")),
    ]
)
DEFAULT = ("audiences", "life_events")


class IWays(ISection):
    ways = schema.List(
        title=_("Ways"),
        description=_("How people reach procedures from here, such as “By theme”."),
        value_type=schema.Choice(vocabulary=WAYS),
        max_length=3,
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


HEADINGS = {**listing.HEADINGS, "themes": _("I am looking for…")}


class Ways(OfProcedures):
    """An index for each way; those that lead nowhere are left out."""

    in_margin = False

    @cached_property
    def columns(self) -> list[dict[str, Any]]:
        if not self.brains:
            return []
        found = {way["name"]: way for way in self.list_of(self.brains).ways()}
        names = self.data.get("ways") or DEFAULT
        return [
            {
                "name": name,
                "heading": self.text(self.say(HEADINGS[name])),
                "entries": found[name]["entries"],
            }
            for name in names
            if name in found
        ]

    def is_empty(self) -> bool:
        return not self.columns
