"""The pictures and files that belong to a page: what it shows, and stands beside it or in it."""

from Acquisition import aq_parent
from plone.app.linkintegrity.utils import getOutgoingLinks
from plone.dexterity.content import DexterityContent
from plone.uuid.interfaces import IUUID
from zope.component import getUtility
from zope.intid.interfaces import IIntIds


TYPES = ("File", "Image")


def attachments(page: DexterityContent) -> list[DexterityContent]:
    """Return what is published along with `page`, and shown with it before: no others.

    ADR 0008 says which: a link never makes a file of another folder readable. Those of a home or
    of a mini-site stand in it.
    """
    number = getUtility(IIntIds).queryId(page)
    relations = getOutgoingLinks(intid=number) if number is not None else ()
    found = {}
    for relation in relations:
        target = relation.to_object
        if (
            target is not None
            and target.portal_type in TYPES
            and aq_parent(target) in (aq_parent(page), page)
        ):
            found[IUUID(target)] = target
    return list(found.values())
