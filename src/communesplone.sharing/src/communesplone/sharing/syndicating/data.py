"""What a site gives to others and has from them, in an exported site, as plain data.

A copy under another id begins anew: its items are its own, it follows nobody and gives nothing.
"""

from base64 import b64decode
from base64 import b64encode
from communesplone.core import jobs
from communesplone.core.interfaces import ISiteData
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.syndicated import mark
from communesplone.core.sharing.syndicated import Source
from communesplone.core.sharing.wire import from_json
from communesplone.core.sharing.wire import to_json
from communesplone.sharing.store import store
from communesplone.sharing.syndicating.fetching import KNOCK
from communesplone.sharing.syndicating.fetching import plan
from communesplone.sharing.syndicating.filtering import Filter
from communesplone.sharing.syndicating.finding import item_of
from communesplone.sharing.syndicating.giving import FILL
from communesplone.sharing.syndicating.notices import key_of
from communesplone.sharing.syndicating.receiving import have_asked
from communesplone.sharing.syndicating.store import Feed
from communesplone.sharing.syndicating.store import feed_of
from communesplone.sharing.syndicating.store import Given
from communesplone.sharing.syndicating.store import make_feed
from communesplone.sharing.syndicating.store import make_taken
from communesplone.sharing.syndicating.store import Received
from communesplone.sharing.syndicating.store import Subscription
from communesplone.sharing.syndicating.store import Taken
from communesplone.sharing.syndicating.store import taken_of
from dataclasses import asdict
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import adapter
from zope.interface import implementer


@implementer(ISiteData)
class Kept:
    """Reads and writes both stores as plain data."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    def dump(self) -> dict[str, Any]:
        """See ISiteData."""
        feed, taken = feed_of(self.site), taken_of(self.site)
        return {
            "feed": _feed(feed) if feed is not None else None,
            "taken": _taken(taken) if taken is not None else None,
        }

    def load(self, data: Any, same_site: bool) -> None:
        """See ISiteData."""
        if not same_site:
            return
        if data["feed"]:
            self._load_feed(make_feed(self.site), data["feed"])
        if data["taken"]:
            self._load_taken(make_taken(self.site), data["taken"])

    def _load_feed(self, feed: Feed, told: dict[str, Any]) -> None:
        feed.kinds, feed.licence = tuple(told["kinds"]), told["licence"]
        for number, one in told["entries"]:
            feed.last = number - 1
            files = {name: tuple(at) for name, at in one["files"].items()}
            feed.put(Given(one["notice"], one["envelope"], one["kind"], files))
        feed.last = told["last"]
        feed.keys.update(told["keys"])
        feed.subscribers.update(told["subscribers"])
        jobs.add(FILL, "", site=self.site)

    def _load_taken(self, taken: Taken, told: dict[str, Any]) -> None:
        taken.revisions.update(told["revisions"])
        for state in told["subscriptions"]:
            way = _way(state)
            taken.subscriptions[way.id] = way
            if way.site:
                jobs.add(KNOCK, way.id, site=self.site)
            plan(self.site, way.id)
        for state in told["received"]:
            self._load_received(taken, state)

    def _load_received(self, taken: Taken, state: dict[str, Any]) -> None:
        files = {name: b64decode(data) for name, data in state["files"].items()}
        one = Received(state["notice"], state["envelope"], files, "")
        for name in ("state", "uid", "like", "moment"):
            setattr(one, name, state[name])
        one.ways, key = tuple(state["ways"]), key_of(one.notice)
        taken.received[key] = one
        if one.uid:
            taken.keys[one.uid] = key
        if one.state == "waiting":
            have_asked(taken, one)
        item = item_of(self.site, one.uid) if one.state == "here" else None
        if item is not None:
            mark(item, Source(str(one.envelope["issuer"].get("name", "")), one.notice["url"]))
            item.reindexObject(idxs=["object_provides"])


def _feed(feed: Feed) -> dict[str, Any]:
    return {
        "kinds": list(feed.kinds),
        "licence": feed.licence,
        "last": feed.last,
        "keys": dict(feed.keys),
        "subscribers": list(feed.subscribers),
        "entries": [
            (
                number,
                {
                    "notice": one.notice,
                    "envelope": one.envelope,
                    "kind": one.kind,
                    "files": {name: list(at) for name, at in one.files.items()},
                },
            )
            for number, one in feed.entries.items()
        ],
    }


def _taken(taken: Taken) -> dict[str, Any]:
    return {
        "revisions": dict(taken.revisions),
        "subscriptions": [
            dict(one.__getstate__())
            | {
                "filter": asdict(one.filter),
                "ring": to_json(one.ring),
            }
            for one in taken.subscriptions.values()
        ],
        "received": [
            {
                "notice": one.notice,
                "envelope": one.envelope,
                "files": {
                    name: b64encode(data).decode() for name, data in one.read_files().items()
                }
                if one.state == "waiting"
                else {},
                "state": one.state,
                "uid": one.uid,
                "like": one.like,
                "ways": list(one.ways),
                "moment": one.moment,
            }
            for one in taken.received.values()
        ],
    }


def _way(state: dict[str, Any]) -> Subscription:
    made = Subscription(state["id"], state["site"], state["address"])
    for name, value in state.items():
        setattr(made, name, tuple(map(tuple, value)) if name == "refusals" else value)
    told = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in state["filter"].items()
    }
    made.filter, made.ring = Filter(**told), from_json(Ring | None, state["ring"])
    return made


@implementer(ISiteData)
@adapter(IPloneSiteRoot)
def kept_data(site: PloneSite) -> Kept | None:
    """Return the data of a site, None where the add-on is not installed."""
    return Kept(site) if store(site) is not None else None
