"""What waits for a person: shown, refused, and both taken back."""

from communesplone.core import _
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.registration import shareable
from communesplone.sharing.store import store
from communesplone.sharing.syndicating.finding import item_of
from communesplone.sharing.syndicating.items import AT_WORK
from communesplone.sharing.syndicating.receiving import show
from communesplone.sharing.syndicating.store import Received
from communesplone.sharing.syndicating.store import Subscription
from communesplone.sharing.syndicating.store import Taken
from communesplone.sharing.syndicating.subscribing import may_receive
from plone import api
from plone.dexterity.content import DexterityContent
from Products.CMFPlone.Portal import PloneSite


#: So many are looked at: a queue is for people.
LOOKED_AT = 400


def queue(site: PloneSite, taken: Taken, most: int) -> list[tuple[str, Received, Subscription]]:
    """Return (urn, what came, its way) of what this person may decide on, the oldest first."""
    found = []
    may: dict[tuple[str, str], bool] = {}
    for _number, urn in zip(range(LOOKED_AT), taken.waiting, strict=False):
        one = taken.received[urn]
        way = _way(taken, one)
        if way is None:
            continue
        key = (way.id, kind_of(one))
        if key not in may:
            may[key] = may_decide(site, way, one)
        if may[key]:
            found.append((urn, one, way))
    return sorted(found, key=lambda row: row[1].moment)[:most]


def may_decide(site: PloneSite, way: Subscription, one: Received) -> bool:
    """Tell whether this person may have something shown where it would go."""
    folder = folder_of(site, way, one)
    return folder is not None and may_receive(folder, way.state)


def folder_of(site: PloneSite, way: Subscription, one: Received) -> DexterityContent | None:
    """Return where something would go, None for a folder that is gone."""
    return item_of(site, way.folders.get(kind_of(one), ""))


def kind_of(one: Received) -> str:
    """Return the kind of what came."""
    declared = shareable(one.envelope["type"])
    return declared.kind if declared is not None else ""


def accept(site: PloneSite, taken: Taken, urn: str) -> DexterityContent:
    """Show something that waits, and return its item.

    :raises SharingError: it waits no more, or not for this person, or cannot be shown.
    """
    one, way = _waiting(site, taken, urn)
    show(site, taken, way, one)
    return item_of(site, one.uid)


def refuse(site: PloneSite, taken: Taken, urn: str) -> None:
    """Do not show something that waits, nor any later revision of it.

    :raises SharingError: it waits no more, or not for this person.
    """
    one, _source = _waiting(site, taken, urn)
    one.state = "refused"
    del taken.waiting[urn]


def put_back(site: PloneSite, taken: Taken, urn: str) -> None:
    """Have something that was just decided wait again; what was made of it goes.

    :raises SharingError: there is nothing to take back.
    """
    one = taken.received.get(urn)
    way = _way(taken, one) if one is not None else None
    if one is None or way is None or not may_decide(site, way, one):
        raise SharingError(GONE)
    if one.state == "here":
        item = item_of(site, one.uid)
        if item is not None:
            setattr(item, AT_WORK, True)
            api.content.delete(item, check_linkintegrity=False)
        taken.urns.pop(one.uid, None)
        store(site).drop(one.uid)
    elif one.state != "refused":
        raise SharingError(GONE)
    one.state, one.uid = "waiting", ""
    taken.waiting[urn] = one.moment


GONE = _("This does not wait any more.")


def _waiting(site: PloneSite, taken: Taken, urn: str) -> tuple[Received, Subscription]:
    one = taken.received.get(urn) if urn in taken.waiting else None
    way = _way(taken, one) if one is not None else None
    if one is None or way is None or not may_decide(site, way, one):
        raise SharingError(GONE)
    return one, way


def _way(taken: Taken, one: Received) -> Subscription | None:
    """Return the first of the subscriptions that something came by and that is still there."""
    found = (taken.subscriptions.get(id_) for id_ in one.ways)
    return next((way for way in found if way is not None), None)
