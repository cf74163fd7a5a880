"""What people decided about problems, and what other sites answered, for export and import.

Problems themselves are not taken along: the pages are looked at again where they come in.
"""

from collections.abc import Mapping
from communesplone.core.interfaces import ISiteData
from communesplone.editing.quality.setup import made
from communesplone.editing.quality.store import Said
from communesplone.editing.quality.store import store
from communesplone.editing.quality.visits import Address
from communesplone.editing.quality.visits import STATES
from dataclasses import asdict
from datetime import date
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import adapter
from zope.interface import implementer


@implementer(ISiteData)
@adapter(IPloneSiteRoot)
class QualityData:
    """Marks of what was left as it is and what was said by UID, and links outside by address."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site

    def dump(self) -> dict[str, Any]:
        """Return what is kept, days and moments as in ISO 8601.

        {"left": {UID: [mark]}, "said": {UID: [{"mark", "by", "on"}]},
        "links": {address: {"state", "failed", "due"}}}
        """
        kept = store(self.site)
        if kept is None:
            return {"left": {}, "said": {}, "links": {}}
        links = kept.visits.addresses.items()
        return {
            "left": {uid: sorted(marks) for uid, marks in kept.accepted.items() if marks},
            "said": {uid: [asdict(one) for one in said] for uid, said in kept.said.items()},
            "links": {address: _plain(found) for address, found in links},
        }

    def load(self, data: Any, same_site: bool) -> None:
        """Make what is kept that of `data`: it is about pages and other sites, in a copy too."""
        kept = made(self.site)
        kept.accepted.clear()
        for uid, marks in data["left"].items():
            kept.accepted[uid] = frozenset(map(str, marks))
        for uid in list(kept.said):
            del kept.said[uid]
        # Exports made before people could say something have nothing of it.
        for uid, said in data.get("said", {}).items():
            for one in said:
                kept.say(uid, Said(str(one["mark"]), str(one["by"]), str(one["on"])))
        for address in list(kept.visits.addresses):
            kept.visits.forget(address)
        for address, found in data["links"].items():
            kept.visits.put(address, _read(found))


def _plain(found: Address) -> dict[str, Any]:
    failed = [day.isoformat() for day in found.failed]
    return {"state": found.state, "failed": failed, "due": found.due.isoformat()}


def _read(found: Mapping[str, Any]) -> Address:
    """Return what is known of an address. :raises ValueError: for what is no such thing."""
    if found["state"] not in STATES:
        raise ValueError(found["state"])
    failed = tuple(date.fromisoformat(day) for day in found["failed"])
    return Address(found["state"], failed, date.fromisoformat(found["due"]))
