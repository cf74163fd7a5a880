"""An association: people who do something together in the commune."""

from communesplone.core import _
from communesplone.directory.interfaces import IEntry
from plone.app.textfield import RichText
from plone.dexterity.content import Item
from plone.supermodel import model
from zope import schema
from zope.interface import implementer


class IAssociation(IEntry, model.Schema):
    """An association of the commune."""

    kind = schema.Choice(
        title=_("Kind"),
        description=_(
            "What it does first of all, such as “Sport”: people look for it there in the "
            "directory."
        ),
        vocabulary="communesplone.directory.association_kinds",
        required=True,
    )
    meets = schema.TextLine(
        title=_("Meets"),
        description=_("Such as: every Tuesday at 19:30, in the village hall."),
        required=False,
        max_length=300,
    )
    text = RichText(
        title=_("Text"), description=_("What it does, for whom, when it meets."), required=False
    )


@implementer(IAssociation)
class Association(Item):
    """An association."""
