"""Accounts in an exported site, as plain data.

Users, groups and local roles are exported by others; here is what Plone does not know of them.
The file holds the secrets of second factors: keep it as you keep password hashes.
"""

from communesplone.accounts.store import Closed
from communesplone.accounts.store import Factor
from communesplone.accounts.store import Leave
from communesplone.accounts.store import Store
from communesplone.accounts.store import store
from communesplone.core.interfaces import ISiteData
from datetime import date
from datetime import datetime
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import adapter
from zope.interface import implementer


@implementer(ISiteData)
class Kept:
    """Reads and writes the store as plain data; invitations and waiting mail stay behind."""

    def __init__(self, kept: Store) -> None:
        self.store = kept

    def dump(self) -> dict[str, Any]:
        """See ISiteData."""
        return {
            "secret": self.store.secret.hex(),
            "parts": {team: list(uids) for team, uids in self.store.parts.items()},
            "choices": {user_id: dict(one) for user_id, one in self.store.choices.items()},
            "factors": {
                user_id: [one.secret, one.since.isoformat(), list(one.recovery), one.last_step]
                for user_id, one in self.store.factors.items()
            },
            "leaves": {
                user_id: [one.day.isoformat(), one.heir, one.by]
                for user_id, one in self.store.leaves.items()
            },
            "closed": {
                user_id: [one.moment.isoformat(), one.by, list(one.teams)]
                for user_id, one in self.store.closed.items()
            },
        }

    def load(self, data: Any, same_site: bool) -> None:
        """See ISiteData: second factors and closed accounts hold in a copy too."""
        self.store.secret = bytes.fromhex(data["secret"])
        for team, uids in data["parts"].items():
            self.store.parts[team] = tuple(uids)
        for user_id, chosen in data["choices"].items():
            # A copy writes to nobody
            self.store.choices[user_id] = chosen if same_site else dict.fromkeys(chosen, "never")
        for user_id, (secret, since, recovery, last_step) in data["factors"].items():
            factor = Factor(secret, datetime.fromisoformat(since), tuple(recovery))
            factor.last_step = last_step
            self.store.factors[user_id] = factor
        # A file of an earlier release has none
        for user_id, (day, heir, by) in data.get("leaves", {}).items():
            self.store.leaves[user_id] = Leave(date.fromisoformat(day), heir, by)
        for user_id, (moment, by, teams) in data["closed"].items():
            self.store.closed[user_id] = Closed(datetime.fromisoformat(moment), by, tuple(teams))


@implementer(ISiteData)
@adapter(IPloneSiteRoot)
def kept_data(site: PloneSite) -> Kept | None:
    """Return the data of a site, None where the add-on is not installed."""
    found = store(site)
    return None if found is None else Kept(found)
