"""Pictures, each with the text that stands for it."""

from communesplone.core import _
from communesplone.core.images import images
from communesplone.core.sections import ISection
from communesplone.core.sections import Items
from communesplone.core.sections import Reference
from communesplone.core.sections import Section
from communesplone.pages.kinds import versioned
from functools import cached_property
from typing import Any
from zope import schema
from zope.interface import Interface


class IPicture(Interface):
    image = Reference(title=_("Picture"), types=("Image",), required=True)
    alt = schema.TextLine(
        title=_("What is to be seen"),
        description=_("For those who cannot see it, and while it does not load."),
        max_length=250,
        required=True,
    )
    caption = schema.TextLine(title=_("Caption, author, licence"), max_length=250, required=False)


class IGallery(ISection):
    pictures = Items(IPicture, title=_("Pictures"), max_length=40, required=True)


class Gallery(Section):
    """Pictures in the sizes that their saving prepared: none is made by looking."""

    styles = (versioned("pages.css"),)
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
                        "alt": self.text(one.get("alt")),
                        "caption": self.text(one.get("caption")),
                        "url": f"{brain.getURL()}/view",
                    }
                )
        return found

    def is_empty(self) -> bool:
        return not self.rows
