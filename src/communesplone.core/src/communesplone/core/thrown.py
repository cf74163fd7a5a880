"""What is taken away: where there is a trash, it can be had back from it, until it is erased."""

from Acquisition import aq_base
from dataclasses import dataclass
from plone import api
from plone.dexterity.content import DexterityContent
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.interface import Interface


BY = "_v_communesplone_thrown_by"


class ITrash(Interface):
    """An adapter of a site: what was deleted there and can be had back."""

    def __contains__(uid: str) -> bool:
        """Tell whether an item is in it, by itself or in a folder."""


@dataclass(frozen=True)
class Erased:
    """Event: these items of a site, by UID, can be had back from its trash no more."""

    site: PloneSite
    uids: tuple[str, ...]


def is_in_trash(site: PloneSite, uid: str) -> bool:
    """Tell whether an item that was deleted can still be had back."""
    trash = ITrash(site, None)
    return trash is not None and uid in trash


def throw_away(item: DexterityContent, by: str) -> None:
    """Delete an item, into the trash where there is one.

    :param by: who wants it, in words.
    """
    setattr(item, BY, by)
    api.content.delete(item, check_linkintegrity=False)


def thrown_by(item: Any) -> str:
    """Return who wants an item to go that a job deletes; empty for any other deletion."""
    return getattr(aq_base(item), BY, "")
