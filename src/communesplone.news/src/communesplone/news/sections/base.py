"""What both sections share: the folder, and what it is about."""

from communesplone.core import _
from communesplone.core.sections import ISection
from communesplone.core.sections import Reference
from communesplone.core.sections import Section
from communesplone.news.asked import Asked
from communesplone.news.words import Writer
from functools import cached_property
from plone import api
from plone.dexterity.content import DexterityContent
from zope import schema


class IOfFolder(ISection):
    below = Reference(
        title=_("Only below this folder"),
        description=_(
            "Choose a folder, such as “Sport”, to show only what it holds. Empty: the whole site."
        ),
        types=("Folder",),
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


class OfFolder(Section):
    """Shows what is below a chosen folder, or else in the whole site."""

    def update(self) -> None:
        below = self.data.get("below")
        self.lost = bool(below) and below not in self.targets

    @cached_property
    def root(self) -> DexterityContent:
        chosen = self.targets.get(self.data.get("below"))
        return chosen.getObject() if chosen else api.portal.get_navigation_root(self.context)

    @cached_property
    def writer(self) -> Writer:
        return Writer(self.language)

    @property
    def asked(self) -> Asked:
        return Asked(
            themes=tuple(self.data.get("themes") or ()),
            audiences=tuple(self.data.get("audiences") or ()),
        )

    def list_url(self, url: str) -> str:
        """Return the page of all of them: the chosen folder, or that of the item at `url`."""
        chosen = self.targets.get(self.data.get("below"))
        return chosen.getURL() if chosen else url.rpartition("/")[0]
