"""Key figures."""

from communesplone.core import _
from communesplone.core.sections import ISection
from communesplone.core.sections import Items
from communesplone.core.sections import Section
from zope import schema
from zope.interface import Interface


class IFigure(Interface):
    value = schema.TextLine(
        title=_("Figure"),
        description=_("The number as it is read, with its unit: 27 km"),
        max_length=40,
        required=True,
    )
    label = schema.TextLine(
        title=_("What it counts"),
        description=_("What is counted: associations, libraries…"),
        max_length=120,
        required=True,
    )
    note = schema.TextLine(
        title=_("Note"),
        description=_("What the figure does not say by itself, such as “on 1 January 2026”."),
        max_length=160,
        required=False,
    )


class IFigures(ISection):
    figures = Items(
        IFigure,
        title=_("Figures"),
        description=_(
            "Three or four are enough, each with what it counts, such as “46 villages”."
        ),
        max_length=12,
        required=True,
    )
    source = schema.TextLine(
        title=_("Source and year"),
        description=_("Who counted, and in which year."),
        max_length=200,
        required=False,
    )


class Figures(Section):
    kinds = ()
    usual_heading = _("In figures")
    in_margin = False
