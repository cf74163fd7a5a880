"""What waits for a person: shown, refused, and both taken back."""

from communesplone.core import _
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.registration import shareable
from communesplone.sharing.store import store
from communesplone.sharing.syndicating.fetching import plan
from communesplone.sharing.syndicating.finding import item_of
from communesplone.sharing.syndicating.items import AT_WORK
from communesplone.sharing.syndicating.receiving import has_room
from communesplone.sharing.syndicating.receiving import have_asked
from communesplone.sharing.syndicating.receiving import show
from communesplone.sharing.syndicating.store import Received
from communesplone.sharing.syndicating.store import Subscription
from communesplone.sharing.syndicating.store import Taken
from communesplone.sharing.syndicating.subscribing import may_receive
from plone import api
from plone.dexterity.content import DexterityContent
from Products.CMFPlone.Portal import PloneSite


def waiting(site: PloneSite, taken: Taken, most: int) -> list[str]:
    """Return the keys of what this person may decide on, the oldest first; nothing is woken."""
    found = []
    may: dict[tuple[str, str], bool] = {}
    # All of it, so that what one source sends hides nothing of another: each has its bound
    for key, (moment, id_, kind) in taken.waiting.items():
        if (id_, kind) not in may:
            may[id_, kind] = _may_decide(site, taken.subscriptions.get(id_), kind)
        if may[id_, kind]:
            found.append((moment, key))
    return [key for _moment, key in sorted(found)[:most]]


def queue(site: PloneSite, taken: Taken, most: int) -> list[tuple[str, Received, Subscription]]:
    """Return (key, what came, its way) of what this person may decide on, the oldest first."""
    found = []
    for key in waiting(site, taken, most):
        one = taken.received[key]
        found.append((key, one, taken.subscriptions[one.ways[0]]))
    return found


def _may_decide(site: PloneSite, way: Subscription | None, kind: str) -> bool:
    """Tell whether this person may have something of a kind shown where it would go."""
    folder = item_of(site, way.folders.get(kind, "")) if way is not None else None
    return folder is not None and may_receive(folder, way.state)


def folder_of(site: PloneSite, way: Subscription, one: Received) -> DexterityContent | None:
    """Return where something would go, None for a folder that is gone."""
    return item_of(site, way.folders.get(kind_of(one), ""))


def kind_of(one: Received) -> str:
    """Return the kind of what came."""
    declared = shareable(one.envelope["type"])
    return declared.kind if declared is not None else ""


def accept(site: PloneSite, taken: Taken, key: str) -> DexterityContent:
    """Show something that waits, and return its item.

    :raises SharingError: it waits no more, or not for this person, or cannot be shown.
    """
    one, way = _waiting(site, taken, key)
    show(site, taken, way, one)
    _ask_for_more(site, taken, way)
    return item_of(site, one.uid)


def refuse(site: PloneSite, taken: Taken, key: str) -> None:
    """Do not show something that waits, nor any later revision of it.

    :raises SharingError: it waits no more, or not for this person.
    """
    one, way = _waiting(site, taken, key)
    one.state = "refused"
    del taken.waiting[key]
    _ask_for_more(site, taken, way)


def _ask_for_more(site: PloneSite, taken: Taken, way: Subscription) -> None:
    """Have what was left at a source come, now that less of it waits."""
    if way.held and has_room(taken, way) and not way.paused and not way.ending:
        plan(site, way.id)


def put_back(site: PloneSite, taken: Taken, key: str) -> None:
    """Have something that was just decided wait again; what was made of it goes.

    :raises SharingError: there is nothing to take back.
    """
    one = taken.received.get(key)
    if one is None or not _may_decide(site, _way(taken, one), kind_of(one)):
        raise SharingError(GONE)
    if one.state == "here":
        item = item_of(site, one.uid)
        if item is not None:
            setattr(item, AT_WORK, True)
            api.content.delete(item, check_linkintegrity=False)
        taken.keys.pop(one.uid, None)
        store(site).drop(one.uid)
    elif one.state != "refused":
        raise SharingError(GONE)
    one.state, one.uid = "waiting", ""
    have_asked(taken, one)


GONE = _("This does not wait any more.")


def _waiting(site: PloneSite, taken: Taken, key: str) -> tuple[Received, Subscription]:
    one = taken.received.get(key) if key in taken.waiting else None
    way = _way(taken, one) if one is not None else None
    if one is None or way is None or not _may_decide(site, way, kind_of(one)):
        raise SharingError(GONE)
    return one, way


def _way(taken: Taken, one: Received) -> Subscription | None:
    """Return the first of the subscriptions that something came by."""
    return taken.subscriptions.get(one.ways[0])
