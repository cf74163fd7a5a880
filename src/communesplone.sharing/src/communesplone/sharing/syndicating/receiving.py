"""What comes of an entry of a feed: believed or not, wanted or not, then shown, asked or gone."""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.identity import identity
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.issuers import issuer_id
from communesplone.core.sharing.records import Envelope
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.registration import shareable
from communesplone.sharing.client import library
from communesplone.sharing.reading import digests_in
from communesplone.sharing.store import Shared
from communesplone.sharing.store import store
from communesplone.sharing.store import utc_now
from communesplone.sharing.syndicating.doubles import like
from communesplone.sharing.syndicating.filtering import is_over
from communesplone.sharing.syndicating.filtering import wants
from communesplone.sharing.syndicating.finding import item_of
from communesplone.sharing.syndicating.items import bring_up_to_date
from communesplone.sharing.syndicating.items import make
from communesplone.sharing.syndicating.items import take_away
from communesplone.sharing.syndicating.notices import check
from communesplone.sharing.syndicating.notices import GONE
from communesplone.sharing.syndicating.notices import key_of
from communesplone.sharing.syndicating.notices import Notice
from communesplone.sharing.syndicating.store import Received
from communesplone.sharing.syndicating.store import Subscription
from communesplone.sharing.syndicating.store import Taken
from communesplone.sharing.syndicating.ways import ISource
from contextlib import suppress
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zExceptions import BadRequest


#: What one source has waiting for a person at a time. A queue is for people: what is beyond stays
#: at the source, and keeps nothing of another source out.
MOST_WAITING = 100
#: What one source shows by itself in a day, beside corrections: beyond, a person is asked.
MOST_SHOWN = 300


class QueueFull(SharingError):
    """So much of a source waits already that more of it is left there for now."""


def receive(
    site: PloneSite, taken: Taken, way: Subscription, source: ISource, notice: Any, envelope: Any
) -> bool:
    """Take an entry in; tell whether anything came of it.

    :raises SharingError: it is not to be believed, or not to be had.
    :raises QueueFull: it would wait behind very much else of the same source.
    """
    issuer = str(notice.get("issuer", "")) if isinstance(notice, Mapping) else ""
    check(notice, envelope, _keys(site, way, issuer))
    key, kept, who = key_of(notice), store(site), identity(site)
    if kept is None or issuer == issuer_id(who):
        return False
    if kept.at_urn(notice["urn"]) is not None:
        # Adopted, with words of this commune in it: it has updates of its own
        return False
    known, number = taken.received.get(key), notice["revision"]
    newest = taken.revisions.get(key, 0)
    if number < newest or (number == newest and known is not None):
        return _note_way(known, way, notice)
    taken.revisions[key] = number
    if notice["state"] == GONE:
        return _go(site, taken, known)
    if not _is_for(way, envelope, known, who.languages):
        return False
    files = _files(source, envelope)
    if known is None or known.state == "gone":
        known = taken.received[key] = Received(notice, envelope, files, way.id)
        _arrive(site, taken, way, known)
    else:
        known.renew(notice, envelope, files)
        _follow(site, known)
    _note_way(known, way, notice)
    return True


def _keys(site: PloneSite, way: Subscription, issuer: str) -> Ring | None:
    """Return the keys of an issuer: the source itself, or one that the library knows."""
    if way.ring is not None and way.ring.issuer == issuer:
        return way.ring
    found = library(site)
    return found.keys(issuer) if found is not None else None


def _is_for(
    way: Subscription, envelope: Envelope, known: Received | None, languages: tuple[str, ...]
) -> bool:
    """Tell whether an envelope is wanted; what is here already follows whatever it says.

    :param languages: those of the site.
    """
    declared = shareable(envelope["type"])
    if declared is None or declared.syndicated is None or declared.kind not in way.folders:
        return False
    if known is not None and known.state not in ("gone", "waiting"):
        return True
    if envelope["language"] not in languages:
        return False
    return wants(way.filter, envelope) and not is_over(envelope, utc_now())


def _files(source: ISource, envelope: Envelope) -> dict[str, bytes]:
    """Return the files of an envelope that a field names: the lead picture, for most.

    One that is not to be had holds nothing back: it comes with the next revision.
    """
    found = {}
    for name in set(envelope["files"]) & set(digests_in(envelope["fields"])):
        with suppress(SharingError):
            found[name] = source.file(name)
    return found


def _note_way(known: Received | None, way: Subscription, notice: Notice) -> bool:
    """Remember that something came by this way too; it is no second one."""
    if known is not None and notice["state"] != GONE and way.id not in known.ways:
        known.ways = (*known.ways, way.id)
    return False


def _go(site: PloneSite, taken: Taken, known: Received | None) -> bool:
    """Have what is here go with its original; what the site has made its own stays."""
    if known is None or known.state in ("own", "gone"):
        return False
    taken.waiting.pop(key_of(known.notice), None)
    item = item_of(site, known.uid) if known.state == "here" else None
    known.state = "gone"
    if item is not None:
        take_away(item, str(known.envelope["issuer"].get("name", "")))
    return True


def _arrive(site: PloneSite, taken: Taken, way: Subscription, known: Received) -> None:
    """Show something new, or have a person asked: always where it may be a double."""
    known.like = like(site, known.envelope, taken)
    today = utc_now().date().isoformat()
    shown = way.shown[1] if way.shown[0] == today else 0
    if way.mode == "automatic" and not known.like and shown < MOST_SHOWN:
        show(site, taken, way, known)
        way.shown = (today, shown + 1)
    elif has_room(taken, way):
        have_asked(taken, known)
    else:
        raise QueueFull(_("Very much of this source waits already."))


def has_room(taken: Taken, way: Subscription) -> bool:
    """Tell whether more of a source may wait for a person."""
    return sum(id_ == way.id for _at, id_, _kind in taken.waiting.values()) < MOST_WAITING


def have_asked(taken: Taken, known: Received) -> None:
    """Have a person asked about something that came."""
    declared = shareable(known.envelope["type"])
    kind = declared.kind if declared is not None else ""
    taken.waiting[key_of(known.notice)] = (known.moment, known.ways[0], kind)


def show(site: PloneSite, taken: Taken, way: Subscription, known: Received) -> None:
    """Make the item of something that came.

    :raises SharingError: there is no such folder any more, or such an item cannot be.
    :raises zExceptions.Unauthorized: the user may not add it there.
    """
    envelope, kept = known.envelope, store(site)
    container = item_of(site, way.folders.get(shareable(envelope["type"]).kind, ""))
    if container is None:
        raise SharingError(_("The folder where it was to go is gone: choose another."))
    try:
        item = make(container, envelope, known.notice, known.read_files(), way.state)
    except (BadRequest, ValueError) as error:
        raise SharingError(_("This content cannot be read.")) from error
    known.state, known.uid = "here", item.UID()
    key = key_of(known.notice)
    taken.keys[item.UID()] = key
    taken.waiting.pop(key, None)
    shared = Shared("syndicated", envelope["urn"], envelope["group"], envelope["issuer"])
    shared.revision, shared.digest = envelope["revision"], envelope["digest"]
    shared.licence, shared.moment = envelope["licence"], utc_now().isoformat()
    kept.put(item.UID(), shared)


def _follow(site: PloneSite, known: Received) -> None:
    """Bring what is here up to date."""
    item, kept = item_of(site, known.uid), store(site)
    if known.state != "here" or item is None:
        return
    try:
        bring_up_to_date(item, known.envelope, known.notice, known.read_files(), kept)
    except (BadRequest, ValueError) as error:
        raise SharingError(_("This content cannot be read.")) from error
    shared = kept.items.get(known.uid)
    if shared is not None:
        shared.revision, shared.digest = known.envelope["revision"], known.envelope["digest"]
