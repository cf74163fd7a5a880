"""Themes and audiences: what content is about and for whom, the same for all kinds of it.

A commune words them as it likes; content keeps their keys.
"""

from communesplone.core import _
from communesplone.core.interfaces import InvalidTopic
from communesplone.core.settings import settings
from functools import lru_cache
from functools import partial
from importlib.resources import files
from plone.api.portal import get_current_language
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope import schema
from zope.interface import Interface
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary
import json
import re


LANGUAGES = ("fr", "nl", "de", "en")
LISTS = ("themes", "audiences")
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
LABELS = json.loads(files(__package__).joinpath("data", "topics.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=1000)
def read_topic(line: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the key of "sport | Sport | Sport | Sport | Sport" and its (language, label)s.

    :raises InvalidTopic: without a key or a first label.
    """
    key, *names = (part.strip() for part in line.split("|"))
    if not KEY.fullmatch(key) or not names or not names[0] or len(names) > len(LANGUAGES):
        raise InvalidTopic(line)
    return key, tuple((code, name) for code, name in zip(LANGUAGES, names, strict=False) if name)


def is_topic(line: str) -> bool:
    """Accept a line that `read_topic` reads."""
    return bool(read_topic(line))


def _list_of(name: str, title: str) -> schema.List:
    return schema.List(
        title=title,
        description=_(
            "One line each: key | French | Dutch | German | English. Content keeps the key: "
            "change the labels as you like, the key never."
        ),
        value_type=schema.TextLine(constraint=is_topic, max_length=400),
        default=[
            " | ".join([key, *(names[code] for code in LANGUAGES)])
            for key, names in LABELS[name].items()
        ],
        required=True,
    )


class ITopics(Interface):
    """The themes and audiences of a site, in its registry."""

    themes = _list_of("themes", _("Themes"))
    audiences = _list_of("audiences", _("Audiences"))


def labels(name: str, language: str, site: PloneSite | None = None) -> dict[str, str]:
    """Return {key: label} of one of the LISTS in its order.

    A label that is missing in a language is shown in the first one that has it.
    """
    found = {}
    for line in getattr(settings(ITopics, site), name):
        key, names = read_topic(line)
        found[key] = dict(names).get(language[:2]) or names[0][1]
    return found


def _vocabulary(name: str, context: Any) -> SimpleVocabulary:
    """Return a list as choices, in the language of the form."""
    found = labels(name, get_current_language(context))
    return SimpleVocabulary([SimpleTerm(key, key, label) for key, label in found.items()])


themes, audiences = (provider(IVocabularyFactory)(partial(_vocabulary, name)) for name in LISTS)
