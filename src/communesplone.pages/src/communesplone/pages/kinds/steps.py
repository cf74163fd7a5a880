"""What to do, one thing after another."""

from communesplone.core import _
from communesplone.core.sections import Html
from communesplone.core.sections import ISection
from communesplone.core.sections import Items
from communesplone.core.sections import Section
from communesplone.pages.kinds import STATIC
from zope import schema
from zope.interface import Interface


class IStep(Interface):
    title = schema.TextLine(
        title=_("Step"),
        description=_("What to do, with a verb: “Declare your address”."),
        max_length=150,
        required=True,
    )
    text = Html(title=_("What to do"), description=_("Where, with what, by when."), required=False)


class ISteps(ISection):
    steps = Items(
        IStep,
        title=_("Steps"),
        description=_(
            "In the order in which one does them, each with a verb, such as “Make an appointment”."
        ),
        max_length=20,
        required=True,
    )


class Steps(Section):
    kinds = ("Image",)
    styles = (STATIC.path("pages.css"),)
    usual_heading = _("How it goes")
