"""Text."""

from communesplone.core import _
from communesplone.core.sections import Html
from communesplone.core.sections import ISection
from communesplone.core.sections import Section


class IText(ISection):
    text = Html(
        title=_("Text"), description=_("Short paragraphs; one idea in each."), required=True
    )


class Text(Section):
    kinds = ("Image",)
    in_margin = False
