"""Who a source is: whom it says to be, and whom somebody else knows under that name."""

from communesplone.core import _
from communesplone.core.identity import identity
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.issuers import issuer_id
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.signing import follows
from communesplone.core.sharing.signing import is_ring_signed
from communesplone.sharing.client import library
from communesplone.sharing.syndicating.finding import item_of
from communesplone.sharing.syndicating.items import take_away
from communesplone.sharing.syndicating.notices import key
from communesplone.sharing.syndicating.store import Subscription
from communesplone.sharing.syndicating.store import Taken
from communesplone.sharing.syndicating.ways import Page
from Products.CMFPlone.Portal import PloneSite


def know(site: PloneSite, taken: Taken, way: Subscription, page: Page) -> None:
    """Keep who a source is, from the first time on.

    :raises SharingError: it says that it is somebody else, or cannot prove who it is.
    """
    known, told = way.ring, page.ring
    if known != told:
        if not (is_ring_signed(told) if known is None else follows(told, known)):
            raise SharingError(
                _(
                    "The keys of the source are not those known. Ask whoever runs it, then end "
                    "this subscription and make it again."
                )
            )
        proven = _proven(site, way, told)
        rivals = [one for one in taken.subscriptions.values() if _is_rival(one, told)]
        if told.issuer == issuer_id(identity(site)) or not _may_be(told, proven, rivals):
            raise SharingError(_("The source says that it is another commune than it is."))
        if rivals:
            _depose(site, taken, rivals, told)
        way.ring = told
    way.name, way.issuer = page.name, told.issuer


def _proven(site: PloneSite, way: Subscription, told: Ring) -> Ring | None:
    """Return the keys that the library, or the cluster, knows of an issuer; None for none."""
    if way.site:
        who = issuer_id(identity(site.getPhysicalRoot()[way.site]))
        return told if told.issuer == who else Ring(told.issuer, 0, ())
    found = library(site)
    return found.keys(told.issuer) if found is not None else None


def _may_be(told: Ring, proven: Ring | None, rivals: list[Subscription]) -> bool:
    """Tell whether a source is believed: where nobody knows it, the first that was followed is."""
    if proven is None:
        return not rivals
    return told == proven or follows(told, proven)


def _is_rival(way: Subscription, told: Ring) -> bool:
    """Tell whether a source was taken for an issuer with other keys than those."""
    ring = way.ring
    if ring is None or ring.issuer != told.issuer or ring == told:
        return False
    return not (follows(ring, told) or follows(told, ring))


def _depose(site: PloneSite, taken: Taken, rivals: list[Subscription], proven: Ring) -> None:
    """Forget what came in the name of a commune from who is not that commune, as is proven now.

    Who it is they are asked again, and refused.
    """
    for way in rivals:
        way.ring = None
    keys = {one.key for one in proven.keys}
    suffix = key("", proven.issuer)
    for name in [one for one in taken.revisions if one.endswith(suffix)]:
        one = taken.received.get(name)
        if one is not None and one.notice["key"] in keys:
            continue
        del taken.revisions[name]
        if one is None:
            continue
        item = item_of(site, one.uid) if one.state == "here" else None
        del taken.received[name]
        taken.waiting.pop(name, None)
        taken.keys.pop(one.uid, None)
        if item is not None:
            take_away(item, proven.issuer)
