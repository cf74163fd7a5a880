"""The subscriptions of a site: made, changed, paused, ended. Whatever asks elsewhere is a job."""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core import jobs
from communesplone.core.identity import identity
from communesplone.core.sharing.interfaces import SharingError
from communesplone.sharing.places import takes
from communesplone.sharing.store import store
from communesplone.sharing.syndicating.fetching import FETCH
from communesplone.sharing.syndicating.fetching import KNOCK
from communesplone.sharing.syndicating.fetching import plan
from communesplone.sharing.syndicating.filtering import Filter
from communesplone.sharing.syndicating.finding import item_of
from communesplone.sharing.syndicating.giving import kinds
from communesplone.sharing.syndicating.items import let_go
from communesplone.sharing.syndicating.items import take_away
from communesplone.sharing.syndicating.notices import key_of
from communesplone.sharing.syndicating.receiving import have_asked
from communesplone.sharing.syndicating.store import feed_of
from communesplone.sharing.syndicating.store import make_taken
from communesplone.sharing.syndicating.store import Mode
from communesplone.sharing.syndicating.store import Received
from communesplone.sharing.syndicating.store import Subscription
from communesplone.sharing.syndicating.store import Taken
from communesplone.sharing.syndicating.store import taken_of
from communesplone.sharing.syndicating.ways import is_secure
from dataclasses import dataclass
from plone import api
from plone.dexterity.content import DexterityContent
from Products.CMFPlone.Portal import PloneSite
from secrets import token_hex


END = "communesplone.sharing.end_subscription"
ADOPT, REVIEW = "communesplone.sharing: Adopt from the library", "Review portal content"
#: Subscriptions of a site, and characters of an address.
MOST, LONGEST = 100, 300
#: Items that one job lets go.
BATCH = 50


@dataclass(frozen=True)
class Wishes:
    """What is wanted of a source: folders (UID) by kind, a filter, and what becomes of it."""

    folders: Mapping[str, str]
    filter: Filter
    mode: Mode
    state: str


def sites_that_give(site: PloneSite) -> list[tuple[str, str]]:
    """Return (id, name) of the other sites of the cluster that let others show something."""
    app = site.getPhysicalRoot()
    found = []
    for id_ in app.objectIds("Plone Site"):
        feed = feed_of(app[id_]) if id_ != site.getId() else None
        if feed is not None and feed.kinds:
            found.append((id_, identity(app[id_]).name or app[id_].Title()))
    return sorted(found, key=lambda one: one[1].lower())


def subscribe(site: PloneSite, other: str, address: str, wishes: Wishes) -> Subscription:
    """Follow a site of the cluster, or one at an address; the worker asks it within a minute.

    :param other: the id of a site of the cluster, empty for one at `address`.
    :raises SharingError: says what is wrong.
    :raises zExceptions.Unauthorized: the user may not do that in one of the folders.
    """
    check(site, wishes)
    address = address.strip().rstrip("/")
    if other and other not in dict(sites_that_give(site)):
        raise SharingError(_("This site lets nothing be shown by others."))
    if not other and (not is_secure(address) or len(address) > LONGEST):
        raise SharingError(_("Write a whole address that begins with https://."))
    taken = make_taken(site)
    if any((one.site, one.address) == (other, address) for one in taken.subscriptions.values()):
        raise SharingError(_("You follow this source already: change that subscription."))
    if len(taken.subscriptions) >= MOST:
        raise SharingError(_("A site follows at most 100 sources."))
    made = Subscription(token_hex(6), other, "" if other else address)
    made.name = dict(sites_that_give(site)).get(other, "")
    taken.subscriptions[made.id] = made
    _wish(made, wishes)
    if other:
        jobs.add(KNOCK, made.id, site=site)
    plan(site, made.id)
    return made


def change(site: PloneSite, way: Subscription, wishes: Wishes) -> None:
    """Want something else of a source: it is read from the beginning, with what is here known.

    :raises SharingError: says what is wrong.
    """
    check(site, wishes)
    _wish(way, wishes)
    way.cursor = 0
    plan(site, way.id)


def _wish(way: Subscription, wishes: Wishes) -> None:
    way.folders, way.filter = dict(wishes.folders), wishes.filter
    way.mode, way.state = wishes.mode, wishes.state


def check(site: PloneSite, wishes: Wishes) -> None:
    """Accept wishes that this person may have.

    :raises SharingError: says which not.
    """
    if not wishes.folders:
        raise SharingError(_("Choose at least one kind of content."))
    for kind, uid in wishes.folders.items():
        folder = item_of(site, uid)
        if folder is None or kind not in kinds() or not may_receive(folder, wishes.state):
            raise SharingError(_("Choose a folder that you keep for each kind of content."))
        if not any(takes(folder, one) for one in kinds()[kind]):
            raise SharingError(_("This folder does not take such an item: choose another."))


def may_receive(folder: DexterityContent, state: str) -> bool:
    """Tell whether this person may have something put into a folder, published or not."""
    wanted = (ADOPT, REVIEW) if state == "published" else (ADOPT,)
    return all(api.user.has_permission(one, obj=folder) for one in wanted)


def may_manage(site: PloneSite, way: Subscription) -> bool:
    """Tell whether this person keeps all the folders of a subscription that are still there."""
    folders = [item_of(site, uid) for uid in way.folders.values()]
    there = [one for one in folders if one is not None]
    if not there:
        return bool(api.user.has_permission(ADOPT, obj=site))
    return all(may_receive(one, way.state) for one in there)


def pause(site: PloneSite, way: Subscription) -> None:
    """Ask a source no more; what came stays as it is."""
    way.paused = True


def resume(site: PloneSite, way: Subscription) -> None:
    """Ask it again, now."""
    way.paused, way.failures, way.error = False, 0, ""
    plan(site, way.id)


def end(site: PloneSite, way: Subscription, keep: bool) -> None:
    """End a subscription by a job.

    :param keep: whether what came stays, as pages of this site.
    """
    way.ending = "keep" if keep else "remove"
    jobs.add(END, way.id, site=site)


def end_subscription(site: PloneSite, id_: str) -> None:
    """Job: let go what came by a subscription, batch by batch, then forget it."""
    taken = taken_of(site)
    way = taken.subscriptions.get(id_) if taken is not None else None
    if taken is None or way is None or not way.ending:
        return
    mine = [one for one in taken.received.values() if id_ in one.ways]
    for one in mine[:BATCH]:
        _leave(site, taken, way, one)
    if len(mine) > BATCH:
        jobs.add(END, id_, site=site)
        return
    for job in jobs.pending(site):
        if job.name == FETCH and job.args == (id_,):
            jobs.cancel_one(site, job.id)
    del taken.subscriptions[id_]


def _leave(site: PloneSite, taken: Taken, way: Subscription, one: Received) -> None:
    """Have something that came stay with another source that has it too, or with none."""
    one.ways = tuple(id_ for id_ in one.ways if id_ != way.id)
    key, item = key_of(one.notice), item_of(site, one.uid)
    if one.ways:
        if key in taken.waiting:
            have_asked(taken, one)
        return
    if one.state == "here" and item is not None:
        if way.ending == "keep":
            detach(site, item)
        else:
            one.state = "gone"
            take_away(item, way.name)
    taken.waiting.pop(key, None)
    taken.keys.pop(one.uid, None)
    del taken.received[key]
    # What was ended may be wanted again one day, as it is then
    taken.revisions.pop(key, None)


def detach(site: PloneSite, item: DexterityContent) -> None:
    """Make an item one of this site: nobody but its people change it from now on.

    :raises SharingError: it was written here.
    """
    taken, kept = taken_of(site), store(site)
    key = taken.keys.get(item.UID()) if taken is not None else None
    if key is None or kept is None:
        raise SharingError(_("This page was written here."))
    taken.received[key].state = "own"
    shared = kept.items.get(item.UID())
    if shared is not None:
        shared.detached = True
    let_go(item, taken.received[key].envelope)
