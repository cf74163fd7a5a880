"""A service of the administration: what it does, where and when to reach it."""

from communesplone.core import _
from communesplone.directory.interfaces import IEntry
from plone.app.textfield import RichText
from plone.dexterity.content import Container
from plone.indexer import indexer
from plone.supermodel import model
from zope import schema
from zope.interface import implementer


class IService(IEntry, model.Schema):
    """A service; it may hold the services that depend on it."""

    text = RichText(
        title=_("What we do"),
        description=_("What somebody can do there, and what to bring."),
        required=False,
    )
    main_desk = schema.Bool(
        title=_("Main desk"),
        description=_("The top of every page says whether this desk is open."),
        default=False,
        required=False,
    )


@implementer(IService)
class Service(Container):
    """A service of the administration."""


@indexer(IService)
def main_desk(service: Service) -> bool:
    """Index the main desk, for the header to find it without waking the services."""
    return bool(service.main_desk)
