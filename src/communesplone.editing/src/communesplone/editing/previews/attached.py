"""The pictures and files that belong to a draft: what it shows, and stands beside it."""

from Acquisition import aq_parent
from plone.app.linkintegrity.utils import getOutgoingLinks
from plone.dexterity.content import DexterityContent
from zope.component import getUtility
from zope.intid.interfaces import IIntIds


TYPES = ("File", "Image")


def attached(item: DexterityContent) -> list[DexterityContent]:
    """Return what is published along with `item`: the same pictures and files, no others.

    ADR 0008 says which: a link never makes a file of another folder readable.
    """
    number = getUtility(IIntIds).queryId(item)
    relations = getOutgoingLinks(intid=number) if number is not None else ()
    found = {}
    for relation in relations:
        target = relation.to_object
        if (
            target is not None
            and target.portal_type in TYPES
            and aq_parent(target) == aq_parent(item)
        ):
            found[target.getId()] = target
    return list(found.values())
