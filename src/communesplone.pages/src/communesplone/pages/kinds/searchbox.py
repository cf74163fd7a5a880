"""A search box of a part of the site."""

from communesplone.core import _
from communesplone.core.sections import ISection
from communesplone.core.sections import Reference
from communesplone.core.sections import Section
from functools import cached_property
from plone import api
from zope import schema
from zope.component.hooks import getSite


class ISearchBox(ISection):
    label = schema.TextLine(
        title=_("What is asked"),
        description=_("The question above the field: “What are you looking for?”"),
        max_length=120,
        required=False,
    )
    example = schema.TextLine(
        title=_("Example in the field"),
        description=_(
            "What people look for here, such as “identity card”. It disappears when they write."
        ),
        max_length=120,
        required=False,
    )
    below = Reference(
        title=_("Only below this folder"),
        description=_(
            "Choose a folder, such as “Sport”, to show only what it holds. Empty: the whole site."
        ),
        required=False,
    )


class SearchBox(Section):
    """The form of the site's own search, narrowed to a folder."""

    kinds = ()
    in_margin = False

    def is_empty(self) -> bool:
        return False

    @property
    def action(self) -> str:
        return f"{api.portal.get_navigation_root(self.context).absolute_url()}/@@search"

    @cached_property
    def path(self) -> str:
        """The folder, as the search wants it: below the site."""
        brain = self.targets.get(self.data.get("below"))
        if brain is None:
            return ""
        return brain.getPath().removeprefix("/".join(getSite().getPhysicalPath())) or "/"
