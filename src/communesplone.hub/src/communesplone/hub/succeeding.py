"""Communes that follow others: what the library notes, and by whose word."""

from communesplone.core import _
from communesplone.core.changes import touch
from communesplone.core.sharing.interfaces import ISucceeding
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.records import Succession
from communesplone.core.sharing.succeeding import LONGEST
from communesplone.hub.catalogue import Catalogue
from communesplone.hub.catalogue import catalogue
from communesplone.hub.catalogue import now
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from zope.component import adapter
from zope.interface import implementer


def steps(kept: Catalogue, issuer: str) -> tuple[Succession, ...]:
    """Return who followed a commune, and who followed that one."""
    found = []
    while issuer in kept.successions and len(found) < LONGEST:
        found.append(kept.successions[issuer])
        issuer = found[-1].successor
    return tuple(found)


def heir(kept: Catalogue, issuer: str) -> str:
    """Return the commune that may revise what another wrote: itself while nobody follows it."""
    found = steps(kept, issuer)
    return found[-1].successor if found else issuer


def record(site: PloneSite, kept: Catalogue, told: Succession) -> None:
    """Note that a commune follows another; the same told twice changes nothing.

    Whoever calls has made sure of who says it.

    :raises SharingError: nobody knows the former one, another follows it, or they would follow one
        another.
    """
    if told.issuer not in kept.communes:
        raise SharingError(_("The library does not know the former commune."))
    known = kept.successions.get(told.issuer)
    if known is not None and known.successor == told.successor:
        return
    if known is not None:
        raise SharingError(_("Another commune follows that one already."))
    if told.issuer in (told.successor, *(one.successor for one in steps(kept, told.successor))):
        raise SharingError(_("These communes would follow one another."))
    kept.successions[told.issuer] = told
    touch(site)


@implementer(ISucceeding)
class OfTheLibrary:
    """See ISucceeding: the word of whoever runs the hub, kept as such."""

    def __init__(self, site: PloneSite, kept: Catalogue) -> None:
        self.site = site
        self.kept = kept

    def follow(self, issuer: str, successor: str) -> None:
        record(self.site, self.kept, Succession(issuer, successor, now()))


@implementer(ISucceeding)
@adapter(IPloneSiteRoot)
def of_the_library(site: PloneSite) -> OfTheLibrary | None:
    """Return it for a hub, None for any other site."""
    kept = catalogue(site)
    return None if kept is None else OfTheLibrary(site, kept)
