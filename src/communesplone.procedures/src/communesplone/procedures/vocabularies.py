"""Choices of a procedure: life events that the commune words, and content of the site."""

from collections.abc import Iterator
from communesplone.procedures.labels import labels
from communesplone.procedures.labels import LIFE_EVENTS
from plone.api.portal import get_current_language
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component.hooks import getSite
from zope.interface import implementer
from zope.interface import provider
from zope.schema.interfaces import ITitledTokenizedTerm
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.interfaces import IVocabularyTokenized
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary
import re


UID = re.compile(r"[0-9a-f]{32}")
LIMIT = 1000


@provider(IVocabularyFactory)
def life_events(context: Any) -> SimpleVocabulary:
    """Return the life events in the language of the page."""
    found = labels(LIFE_EVENTS, get_current_language(context))
    return SimpleVocabulary([SimpleTerm(key, key, label) for key, label in found.items()])


@implementer(IVocabularyTokenized)
class ContentVocabulary:
    """Content of some type, by UID: lists what the user may see, keeps what is chosen.

    What an editor may not see is never named; it stays chosen when they save, and an import may
    refer to what comes later in the file.
    """

    def __init__(self, portal_type: str, site: PloneSite) -> None:
        brains = getToolByName(site, "portal_catalog").searchResults(
            portal_type=portal_type, sort_on="sortable_title", sort_limit=LIMIT
        )
        self._titles = {brain.UID: brain.Title for brain in brains[:LIMIT]}

    def __contains__(self, value: Any) -> bool:
        return isinstance(value, str) and UID.fullmatch(value) is not None

    def __iter__(self) -> Iterator[ITitledTokenizedTerm]:
        return (SimpleTerm(uid, uid, title) for uid, title in self._titles.items())

    def __len__(self) -> int:
        return len(self._titles)

    def getTerm(self, value: str) -> ITitledTokenizedTerm:
        """Return the term of a UID; one that cannot be seen has no title but itself."""
        if value not in self:
            raise LookupError(value)
        return SimpleTerm(value, value, self._titles.get(value, value))

    getTermByToken = getTerm


@provider(IVocabularyFactory)
def services(_context: Any) -> ContentVocabulary:
    """Return the services of the administration."""
    return ContentVocabulary("Service", getSite())


@provider(IVocabularyFactory)
def procedures(_context: Any) -> ContentVocabulary:
    """Return the procedures of the site."""
    return ContentVocabulary("Procedure", getSite())
