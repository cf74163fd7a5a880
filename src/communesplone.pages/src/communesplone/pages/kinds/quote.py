"""What somebody said."""

from communesplone.core import _
from communesplone.core.sections import ISection
from communesplone.core.sections import Section
from communesplone.pages.kinds import STATIC
from zope import schema


class IQuote(ISection):
    text = schema.Text(
        title=_("What was said"),
        description=_("The words as they were said, without quotation marks."),
        max_length=1000,
        required=True,
    )
    who = schema.TextLine(
        title=_("Who said it"),
        description=_("Who said it, with their agreement."),
        max_length=120,
        required=False,
    )
    role = schema.TextLine(
        title=_("As what"),
        description=_("The function of who speaks, such as “Alderman for waste”."),
        max_length=200,
        required=False,
    )


class Quote(Section):
    kinds = ()
    styles = (STATIC.path("pages.css"),)
    in_margin = False
