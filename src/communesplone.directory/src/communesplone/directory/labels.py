"""The words of a list of the settings, in the language of a page; and the lists as choices."""

from communesplone.core import topics
from communesplone.core.settings import settings
from communesplone.directory.settings import IDirectorySettings
from communesplone.directory.settings import LISTS
from functools import partial
from plone.api.portal import get_current_language
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


def labels(name: str, language: str, site: PloneSite | None = None) -> dict[str, str]:
    """Return {key: label} of one of the LISTS, in its order.

    A label that is missing in a language is shown in the first one that has it.
    """
    found = {}
    for line in getattr(settings(IDirectorySettings, site), name):
        key, names = topics.read_topic(line)
        found[key] = dict(names).get(language[:2]) or names[0][1]
    return found


def _vocabulary(name: str, context: Any) -> SimpleVocabulary:
    found = labels(name, get_current_language(context))
    return SimpleVocabulary([SimpleTerm(key, key, label) for key, label in found.items()])


bodies, roles, place_kinds, association_kinds, shop_kinds = (
    provider(IVocabularyFactory)(partial(_vocabulary, name)) for name in LISTS
)
