"""Links and buttons."""

from communesplone.core import _
from communesplone.core.sections import Address
from communesplone.core.sections import ISection
from communesplone.core.sections import Items
from communesplone.core.sections import Section
from functools import cached_property
from zope import schema
from zope.interface import Interface
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


SHAPES = SimpleVocabulary(
    [
        SimpleTerm("list", "list", _("A list")),
        SimpleTerm("index", "index", _("Two columns of short links")),
        SimpleTerm("buttons", "buttons", _("Buttons, the first one in colour")),
    ]
)


class ILink(Interface):
    title = schema.TextLine(
        title=_("Words of the link"),
        description=_("Says where it leads: “Rent a hall”, not “click here”."),
        max_length=150,
        required=True,
    )
    address = Address(
        title=_("Where it leads"),
        description=_("A page of the site, or a complete address."),
        required=True,
    )
    description = schema.TextLine(
        title=_("What is found there"),
        description=_("One line, such as “Form to print, two pages”."),
        max_length=300,
        required=False,
    )


class ILinks(ISection):
    links = Items(
        ILink,
        title=_("Links"),
        description=_(
            "The most useful first. More than seven are hard to survey: make two lists."
        ),
        max_length=40,
        required=True,
    )
    shape = schema.Choice(
        title=_("Shape"),
        description=_("Buttons for what people come for; a list for the rest."),
        vocabulary=SHAPES,
        default="list",
        required=True,
    )


class Links(Section):
    """Links; those to what the visitor may not see are left out."""

    kinds = ()

    @cached_property
    def rows(self) -> list[dict[str, str]]:
        found = [
            {
                "title": self.text(one.get("title")),
                "url": self.link(one.get("address")),
                "description": self.text(one.get("description")),
            }
            for one in self.data.get("links") or ()
        ]
        return [row for row in found if row["url"] and row["title"]]

    @property
    def shape(self) -> str:
        return self.data.get("shape") or "list"

    def is_empty(self) -> bool:
        return not self.rows
