"""A place: a school, a sports hall, a park."""

from communesplone.core import _
from communesplone.directory.interfaces import IEntry
from plone.app.textfield import RichText
from plone.dexterity.content import Item
from plone.supermodel import model
from zope import schema
from zope.interface import implementer


class IPlace(IEntry, model.Schema):
    """A place that people go to."""

    kind = schema.Choice(
        title=_("Kind"),
        description=_("By it people find the place in lists and on the map."),
        vocabulary="communesplone.directory.place_kinds",
        required=True,
    )
    access = schema.Text(
        title=_("Coming, getting in"),
        description=_("Bus stop, parking, steps, lift, hearing loop."),
        required=False,
    )
    text = RichText(
        title=_("Text"), description=_("How to come, and what is there."), required=False
    )


@implementer(IPlace)
class Place(Item):
    """A place."""
