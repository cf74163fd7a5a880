"""The service that answers for a page; pages without one follow the folder they stand in."""

from communesplone.core import _
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from Products.CMFCore.utils import getToolByName
from typing import Any
from zope import schema
from zope.component.hooks import getSite
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


@provider(IVocabularyFactory)
def services(context: Any) -> SimpleVocabulary:
    """Return the services of the site that this user may see, by UID."""
    catalog = getToolByName(getSite(), "portal_catalog")
    brains = catalog.searchResults(portal_type="Service", sort_on="sortable_title")
    return SimpleVocabulary([SimpleTerm(one.UID, one.UID, one.Title) for one in brains])


@provider(IFormFieldProvider)
class IResponsible(model.Schema):
    """Who answers for it."""

    model.fieldset("responsible", label=_("Responsible"), fields=["responsible_service"])

    responsible_service = schema.Choice(
        title=_("Responsible service"),
        description=_("Shown at the end of the page. Empty: that of the folder above."),
        vocabulary="communesplone.services",
        required=False,
    )
