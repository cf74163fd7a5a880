"""What know-how is about: the themes of the hub and the tools."""

from communesplone.core.tool import tools
from communesplone.core.topics import labels
from plone.api.portal import get_current_language
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component.hooks import getSite
from zope.i18n import translate
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


def subjects(site: PloneSite, language: str) -> dict[str, str]:
    """Return {key: title}: themes by their keys, then tools by their distributions."""
    named = {one.name: translate(one.title, target_language=language) for one in tools()}
    by_title = dict(sorted(named.items(), key=lambda one: one[1].lower()))
    return labels("themes", language, site) | by_title


@provider(IVocabularyFactory)
def vocabulary(context: Any) -> SimpleVocabulary:
    """Return the subjects as choices, in the language of the form."""
    found = subjects(getSite(), get_current_language(context))
    return SimpleVocabulary([SimpleTerm(key, key, title) for key, title in found.items()])
