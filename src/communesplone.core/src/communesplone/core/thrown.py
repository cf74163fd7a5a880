"""What a job takes away as a person would: where there is a trash, it can be had back from it."""

from Acquisition import aq_base
from plone import api
from plone.dexterity.content import DexterityContent
from typing import Any


BY = "_v_communesplone_thrown_by"


def throw_away(item: DexterityContent, by: str) -> None:
    """Delete an item, into the trash where there is one.

    :param by: who wants it, in words.
    """
    setattr(item, BY, by)
    api.content.delete(item, check_linkintegrity=False)


def thrown_by(item: Any) -> str:
    """Return who wants an item to go that a job deletes; empty for any other deletion."""
    return getattr(aq_base(item), BY, "")
