"""Items that another site keeps up and this one shows: where they come from.

What is known stands on the item itself, and the name of the source in the catalog, so that no page
and no list loads an object more for it.
"""

from Acquisition import aq_base
from communesplone.core import _
from communesplone.core.sharing.interfaces import ISyndicated
from dataclasses import dataclass
from plone.indexer import indexer
from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
from typing import Any
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import alsoProvides
from zope.interface import noLongerProvides


ATTRIBUTE = "syndicated_from"
SOURCE = _("Source: ${source}")


@dataclass(frozen=True)
class Source:
    """Who keeps an item up: its name; the address of the original, empty where it has none."""

    name: str
    url: str = ""


def source_of(item: Any) -> Source | None:
    """Return where an item comes from, None for one of this site."""
    kept = getattr(aq_base(item), ATTRIBUTE, None)
    return Source(*kept) if kept else None


def source_name(brain: AbstractCatalogBrain) -> str:
    """Return who keeps an item of a list up; empty for this site."""
    found = getattr(brain, "source_name", "")
    return found if isinstance(found, str) else ""


def source_words(name: str, language: str) -> str:
    """Return who keeps an item up, as lists say it; empty for this site."""
    words = Message(SOURCE, mapping={"source": name})
    return translate(words, target_language=language) if name else ""


def mark(item: Any, source: Source) -> None:
    """Say of an item that another site keeps it up."""
    setattr(item, ATTRIBUTE, (source.name, source.url))
    alsoProvides(item, ISyndicated)


def unmark(item: Any) -> None:
    """Make an item one of this site."""
    noLongerProvides(item, ISyndicated)
    if hasattr(aq_base(item), ATTRIBUTE):
        delattr(item, ATTRIBUTE)


@indexer(ISyndicated)
def name_of_source(item: Any) -> str:
    """The name of the source, as the catalog keeps it."""
    found = source_of(item)
    return found.name if found is not None else ""
