"""What is checked and kept in step however a mandate comes: by a form, REST or an import."""

from Acquisition import aq_inner
from Acquisition import aq_parent
from communesplone.directory.interfaces import InvalidMandate
from communesplone.directory.mandate import Mandate
from communesplone.directory.mandates import check
from communesplone.directory.mandates import Term
from communesplone.directory.person import IPerson
from communesplone.directory.register import entered
from plone.api.portal import get_current_language
from plone.uuid.interfaces import IUUID
from Products.CMFPlone.Portal import PloneSite
from zExceptions import BadRequest
from zope.component.hooks import getSite
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.interface.interfaces import IObjectEvent
from zope.lifecycleevent.interfaces import IObjectRemovedEvent


def others(site: PloneSite, body: str, language: str) -> list[Term]:
    """Return the mandates of a body beside which one is checked, in the language of its person.

    The translation of a person holds the same mandates once more.
    """
    found = entered(site, mandate_body=body)
    return [one.term for one in found if one.language in ("", language) or not language]


def refuse_impossible_mandate(mandate: Mandate, _change: IObjectEvent) -> None:
    """Stop what would put an impossible mandate into the catalog.

    :raises BadRequest: with the sentence for the person.
    """
    site, person = getSite(), aq_parent(aq_inner(mandate))
    if not IPerson.providedBy(person):
        return
    term = Term(
        key="/".join(mandate.getPhysicalPath()),
        person=IUUID(person),
        person_title=person.title,
        role=mandate.role,
        body=mandate.body,
        start=mandate.start,
        end=mandate.end,
    )
    try:
        check(term, others(site, mandate.body, person.language), get_current_language())
    except InvalidMandate as error:
        raise BadRequest(translate(error.message, context=getRequest())) from error


def find_person_anew(mandate: Mandate, change: IObjectEvent) -> None:
    """Have a search find a person by the words of their mandates."""
    person = aq_parent(aq_inner(mandate))
    if IObjectRemovedEvent.providedBy(change):
        person = change.oldParent
        if change.object is not mandate:
            return
    if IPerson.providedBy(person):
        person.reindexObject(idxs=["SearchableText"])


def publish_mandates_with_person(person: IPerson, _change: IObjectEvent) -> None:
    """Have the mandates appear and expire with their person."""
    for mandate in person.objectValues():
        mandate.reindexObject(idxs=["effectiveRange"])
