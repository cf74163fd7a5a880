"""How much of the hub a commune fills, and what is forgotten so that it fills no more.

What finds no room waits in the outbox of its commune and comes by itself later (`Full`): one that
offers without end keeps no other out.
"""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.settings import settings
from communesplone.core.sharing.interfaces import Full
from communesplone.core.sharing.signing import canonical
from communesplone.hub.catalogue import Catalogue
from communesplone.hub.catalogue import Offer
from communesplone.hub.catalogue import Revision
from communesplone.hub.settings import ILibrarySettings
from os import SEEK_END
from Products.CMFPlone.Portal import PloneSite
from typing import Any


#: Revisions of an item that are kept. Whoever adopted it compares with what they took, and has
#: that; the former ones are read by people who look back, some years at one a month.
MOST_REVISIONS = 50
#: Proposals of one commune that are on their way to authors at a time. Each may weigh as much as
#: an offer, and stays only while the site of its author does not answer or takes no more.
MOST_PROPOSALS = 20
MEGABYTE = 1_000_000


def check_room(
    site: PloneSite,
    kept: Catalogue,
    issuer: str,
    envelope: Mapping[str, Any],
    files: Mapping[str, bytes],
) -> None:
    """Accept an offer that its commune has room for.

    :raises Full: says what to do for it.
    """
    room, urn = settings(ILibrarySettings, site), envelope["urn"]
    others = {one for one, _number in kept.waiting.values() if one != urn}
    mine = sum(kept.offers[one].issuer == issuer for one in others)
    if mine >= room.waiting:
        raise Full(
            _(
                "${count} of your offers wait for the reviewers already. This one goes by itself "
                "once they have read some.",
                mapping={"count": str(mine)},
            )
        )
    new = [data for name, data in files.items() if (name, urn) not in kept.held]
    weight = _weight(envelope) + sum(map(len, new))
    if kept.stored.get(issuer, 0) + weight > room.megabytes * MEGABYTE:
        raise Full(
            _(
                "Your commune has filled its room at the hub, ${size} MB. Ask whoever runs the "
                "hub for more: this goes by itself then.",
                mapping={"size": str(room.megabytes)},
            )
        )


def check_proposals(kept: Catalogue, key: str) -> None:
    """Accept a proposal while not too many of its commune are on their way.

    :param key: its own; see `spreading.proposal_key`.
    :raises Full: says why not now.
    """
    issuer = key.partition(" ")[2]
    mine = [one for one in kept.proposals if one.partition(" ")[2] == issuer]
    if key not in mine and len(mine) >= MOST_PROPOSALS:
        raise Full(
            _(
                "${count} of your proposals have not reached their authors yet. This one goes by "
                "itself once some have.",
                mapping={"count": str(len(mine))},
            )
        )


def keep(kept: Catalogue, offer: Offer, revision: Revision) -> None:
    """Keep a revision whose files are in the catalogue, and forget the oldest ones of its item."""
    envelope = revision.envelope
    offer.revisions[envelope["revision"]] = revision
    new = [name for name in envelope["files"] if kept.held.insert((name, offer.urn))]
    _count(kept, envelope, _weight(envelope) + sum(_size(kept, name) for name in new))
    for number in list(offer.revisions)[: max(0, len(offer.revisions) - MOST_REVISIONS)]:
        if number != offer.accepted and offer.revisions[number].state != "waiting":
            _forget(kept, offer, number)


def _forget(kept: Catalogue, offer: Offer, number: int) -> None:
    """Forget a revision, and the files that no other has."""
    envelope = offer.revisions.pop(number).envelope
    used = {name for one in offer.revisions.values() for name in one.envelope["files"]}
    gone = [name for name in envelope["files"] if name not in used]
    _count(kept, envelope, -_weight(envelope) - sum(_size(kept, name) for name in gone))
    for name in gone:
        kept.held.remove((name, offer.urn))
        kept.close_file(name, offer.urn)
        if not any(one == name for one, _urn in kept.held.keys((name, ""), (name, "~"))):
            kept.files.pop(name, None)


def _count(kept: Catalogue, envelope: Mapping[str, Any], weight: int) -> None:
    issuer = str(envelope["issuer"]["id"])
    kept.stored[issuer] = max(0, kept.stored.get(issuer, 0) + weight)


def _weight(envelope: Mapping[str, Any]) -> int:
    return len(canonical(dict(envelope)))


def _size(kept: Catalogue, name: str) -> int:
    """Return how many bytes a file has; what is not there weighs nothing."""
    blob = kept.files.get(name)
    if blob is None:
        return 0
    with blob.open() as opened:
        return int(opened.seek(0, SEEK_END))
