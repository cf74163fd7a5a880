"""What others do for the accounts of a site: the operator by `communes accounts`, the hub."""

from collections.abc import Iterator
from communesplone.accounts import attempts
from communesplone.accounts import invitations
from communesplone.accounts import journal
from communesplone.accounts.people import People
from communesplone.accounts.people import Person
from communesplone.accounts.store import store
from communesplone.accounts.store import utc_now
from communesplone.accounts.teams import teams
from communesplone.core.interfaces import IAccounts
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import adapter
from zope.interface import implementer


#: Who the journal says did it.
OPERATOR = "communes accounts"


@implementer(IAccounts)
class Care:
    """See IAccounts."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site
        self.store = store(site)
        self.people = People(site)

    def listed(self) -> Iterator[dict[str, Any]]:
        """Yield what is known of each account."""
        found, now = teams(self.site), utc_now()
        for one in self.people.everybody.values():
            counted = attempts.keys(self.store, one.login, "", device=False)[:1]
            yield {
                "login": one.login,
                "name": one.name,
                "teams": [each.id for each in found if one.id in each.members],
                "second_factor": one.id in self.store.factors,
                "closed": one.id in self.store.closed,
                "waits_until": attempts.locked_until(self.store, counted, now),
            }

    def invite(self, address: str, group: str) -> None:
        """Invite somebody into a group, as the page of teams does."""
        invitations.invite(self.site, address, group)

    def unlock(self, login: str) -> None:
        """Let somebody log in again who failed too often."""
        person = self._person(login)
        attempts.unlock(self.store, person.login, person.id, utc_now())

    def reset_second_factor(self, login: str) -> None:
        """Take the second factor of somebody away who lost telephone and codes."""
        person, now = self._person(login), utc_now()
        self.store.factors.pop(person.id, None)
        self.store.end_sessions(person.id, now)
        attempts.unlock(self.store, person.login, person.id, now)
        journal.record(self.site, journal.FACTOR_OFF, {}, actor=OPERATOR)

    def _person(self, login: str) -> Person:
        found = self.people.by_login(login)
        if found is None:
            raise KeyError(login)
        return found


@implementer(IAccounts)
@adapter(IPloneSiteRoot)
def care(site: PloneSite) -> Care | None:
    """Return the accounts of a site, None where the add-on is not installed."""
    return Care(site) if store(site) is not None else None
