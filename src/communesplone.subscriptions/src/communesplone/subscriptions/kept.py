"""Subscribers in an exported site: their addresses, choices and consents go along with it.

The file holds personal data and the secret that signs links, so that links in old mails go on
working; only its owner may read it, and `communes export` always makes a full one. A copy under
another id takes nobody along: two sites would write to the same people.
"""

from BTrees.OOBTree import OOTreeSet
from communesplone.core.interfaces import ISiteData
from communesplone.subscriptions.store import Consent
from communesplone.subscriptions.store import Mailing
from communesplone.subscriptions.store import Store
from communesplone.subscriptions.store import store
from communesplone.subscriptions.store import Subscriber
from communesplone.subscriptions.store import Wish
from datetime import datetime
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import adapter
from zope.interface import implementer


Data = dict[str, Any]
MOMENTS = ("since", "until")


@implementer(ISiteData)
class Kept:
    """Reads and writes the store as plain data."""

    def __init__(self, kept: Store) -> None:
        self.store = kept

    def dump(self) -> Data:
        """See ISiteData."""
        return {
            "secret": self.store.secret.hex(),
            "covered": {kind: moment.isoformat() for kind, moment in self.store.covered.items()},
            "subscribers": {
                identifier: _subscriber(one) for identifier, one in self.store.subscribers.items()
            },
            "wishes": {identifier: _wish(one) for identifier, one in self.store.wishes.items()},
            "mailings": {key: _mailing(one) for key, one in self.store.mailings.items()},
        }

    def load(self, data: Data, same_site: bool) -> None:
        """See ISiteData."""
        if not same_site:
            return
        self.store.secret = bytes.fromhex(data["secret"])
        for identifier, one in data["subscribers"].items():
            self.store.put(identifier, _read_subscriber(one))
        for identifier, one in data["wishes"].items():
            self.store.wishes[identifier] = _read_wish(one)
        for key, one in data["mailings"].items():
            self.store.mailings[key] = _read_mailing(one)
        for kind, moment in data["covered"].items():
            self.store.covered[kind] = datetime.fromisoformat(moment)


def _wish(wish: Wish | Subscriber) -> Data:
    asked = wish.asked if isinstance(wish, Wish) else wish.confirmed
    return {
        "address": wish.address,
        "language": wish.language,
        "frequency": wish.frequency,
        "topics": {name: list(chosen) for name, chosen in wish.topics.items()},
        "asked": asked.isoformat(),
    }


def _read_wish(data: Data) -> Wish:
    return Wish(
        data["address"],
        data["language"],
        data["frequency"],
        {name: tuple(chosen) for name, chosen in data["topics"].items()},
        datetime.fromisoformat(data["asked"]),
    )


def _subscriber(one: Subscriber) -> Data:
    return {
        **_wish(one),
        "consents": [[c.moment.isoformat(), c.act, list(c.topics)] for c in one.consents],
        "bounces": [one.hard_bounces, one.soft_bounces],
        "suspended": one.suspended.isoformat() if one.suspended else None,
    }


def _read_subscriber(data: Data) -> Subscriber:
    wish = _read_wish(data)
    one = Subscriber(wish, wish.asked)
    one.consents = tuple(
        Consent(datetime.fromisoformat(moment), act, tuple(topics))
        for moment, act, topics in data["consents"]
    )
    one.hard_bounces, one.soft_bounces = data["bounces"]
    suspended = data["suspended"]
    one.suspended = datetime.fromisoformat(suspended) if suspended else None
    return one


def _mailing(one: Mailing) -> Data:
    what = {
        name: value.isoformat() if name in MOMENTS else value for name, value in one.what.items()
    }
    return {"made": one.made.isoformat(), "what": what, "done": list(one.done)}


def _read_mailing(data: Data) -> Mailing:
    what = {
        name: datetime.fromisoformat(value) if name in MOMENTS else value
        for name, value in data["what"].items()
    }
    mailing = Mailing(datetime.fromisoformat(data["made"]), what)
    mailing.done = OOTreeSet(data["done"])
    return mailing


@implementer(ISiteData)
@adapter(IPloneSiteRoot)
def kept_data(site: PloneSite) -> Kept | None:
    """Return the data of a site, None where the add-on is not installed."""
    found = store(site)
    return None if found is None else Kept(found)
