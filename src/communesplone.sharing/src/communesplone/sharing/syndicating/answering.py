"""What a site answers to who asks for its feed: a page of it from a number on, and its files.

    {"format": "communes.syndication/1", "name": "Durbuy", "ring": {…},
     "entries": [{"notice": {…}, "envelope": {…} or null}, …],
     "last": 17, "newest": 42}

`last` is the number to go on from, `newest` that of the latest change: there is more while the
former is smaller. Nothing is written, and nothing is woken but the entries themselves.
"""

from Acquisition import aq_base
from collections.abc import Collection
from communesplone.core.identity import identity
from communesplone.core.sharing.signing import canonical
from communesplone.core.sharing.wire import to_json
from communesplone.sharing.store import store
from communesplone.sharing.syndicating.finding import item_of
from communesplone.sharing.syndicating.notices import FORMAT
from communesplone.sharing.syndicating.store import feed_of
from Products.CMFPlone.Portal import PloneSite
from typing import Any


#: A page ends with that many entries, or bytes, or looked at.
MOST, BYTES, LOOKED_AT = 50, 1_000_000, 1000


def answer(site: PloneSite, since: int, kinds: Collection[str]) -> dict[str, Any] | None:
    """Return a page of what a site gives; None for a site that gives nothing.

    :param since: the number of the last entry that was read.
    :param kinds: those that are asked for; empty for all.
    """
    feed, kept = feed_of(site), store(site)
    if feed is None or kept is None or kept.keys.ring is None or not (feed.kinds or feed.entries):
        return None
    entries: list[dict[str, Any]] = []
    size, last = 0, since
    for looked, (number, given) in enumerate(feed.entries.items(since + 1)):
        if len(entries) == MOST or size > BYTES or looked == LOOKED_AT:
            break
        last = number
        if not kinds or given.kind in kinds:
            entries.append({"notice": given.notice, "envelope": given.envelope})
            size += len(canonical(entries[-1]))
    else:
        last = feed.last
    return {
        "format": FORMAT,
        "name": identity(site).name,
        "ring": to_json(kept.keys.ring),
        "entries": entries,
        "last": last,
        "newest": feed.last,
    }


def file(site: PloneSite, digest: str) -> bytes | None:
    """Return the bytes of a file of something that a site gives; None for any other.

    They are read from the item: once it has another picture, the former one is gone.
    """
    feed = feed_of(site)
    given = feed.with_file(digest) if feed is not None else None
    return _bytes(site, *given.files[digest]) if given is not None else None


def _bytes(site: PloneSite, uid: str, name: str) -> bytes | None:
    return getattr(getattr(aq_base(item_of(site, uid)), name, None), "data", None)
