"""Pictures, each with the text that stands for it."""

from communesplone.core import _
from communesplone.core.images import images
from communesplone.core.sections import ISection
from communesplone.core.sections import Items
from communesplone.core.sections import Reference
from communesplone.core.sections import Section
from communesplone.core.sections import WrongTogether
from communesplone.pages.kinds import STATIC
from functools import cached_property
from typing import Any
from zope import schema
from zope.interface import Interface
from zope.interface import invariant


class IPicture(Interface):
    image = Reference(
        title=_("Picture"),
        description=_("A picture that is in the site."),
        types=("Image",),
        required=True,
    )
    alt = schema.TextLine(
        title=_("What is to be seen"),
        description=_("For those who cannot see it, and while it does not load."),
        max_length=250,
        required=False,
    )
    decorative = schema.Bool(
        title=_("The picture is only decorative"),
        description=_("It tells nothing that the text does not: it is not read aloud."),
        default=False,
        required=False,
    )
    caption = schema.TextLine(
        title=_("Caption, author, licence"),
        description=_("Shown under the picture, to everybody."),
        max_length=250,
        required=False,
    )

    @invariant
    def says_what_it_shows(data: Any) -> None:
        """Have a picture described, or said to be decorative (WCAG 1.1.1)."""
        if not data.decorative and not (data.alt or "").strip():
            raise WrongTogether(
                "alt", _("Say what the picture shows, or tick that it is only decorative.")
            )


class IGallery(ISection):
    pictures = Items(
        IPicture,
        title=_("Pictures"),
        description=_(
            "In the order in which they are shown, each with a sentence that says what it shows."
        ),
        max_length=40,
        required=True,
    )


class Gallery(Section):
    """Pictures in the sizes that their saving prepared: none is made by looking."""

    styles = (STATIC.path("pages.css"),)
    in_margin = False

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        found = []
        for one in self.data.get("pictures") or ():
            brain = self.targets.get(one.get("image"))
            picture = images(brain) if brain is not None else None
            if picture:
                few = "(min-width: 60rem) 24rem, 92vw"
                found.append(
                    {
                        **picture,
                        "sizes": few if picture["srcset"] else None,
                        "alt": "" if one.get("decorative") else self.text(one.get("alt")),
                        "caption": self.text(one.get("caption")),
                        "url": f"{brain.getURL()}/view",
                    }
                )
        return found

    def is_empty(self) -> bool:
        return not self.rows
