"""A shop: a business that receives people in the commune."""

from communesplone.core import _
from communesplone.directory.interfaces import IEntry
from plone.app.textfield import RichText
from plone.dexterity.content import Item
from plone.supermodel import model
from zope import schema
from zope.interface import implementer


class IShop(IEntry, model.Schema):
    """A shop of the commune."""

    kind = schema.Choice(
        title=_("Kind"),
        description=_(
            "What is sold there first of all, such as “Bakery”: people look for it there "
            "in the directory."
        ),
        vocabulary="communesplone.directory.shop_kinds",
        required=True,
    )
    text = RichText(title=_("Text"), description=_("What is sold or made there."), required=False)


@implementer(IShop)
class Shop(Item):
    """A shop."""
