"""The people of a site: their names, their teams, whether they keep the whole site."""

from communesplone.accounts.store import store
from dataclasses import dataclass
from functools import cached_property
from Products.CMFCore.utils import getToolByName
from Products.CMFPlone.Portal import PloneSite
from Products.PluggableAuthService.interfaces.authservice import IPropertiedUser


#: Roles with which somebody can give and take every right of a site.
KEEPERS = frozenset({"Manager", "Site Administrator"})
#: Everybody who is logged in; it is no team.
EVERYBODY = "AuthenticatedUsers"


@dataclass(frozen=True)
class Person:
    """Somebody with an account in this site."""

    id: str
    login: str
    name: str
    address: str


class People:
    """Who has an account in a site; Plone's users, read once a request."""

    def __init__(self, site: PloneSite) -> None:
        self.site = site
        self.users = getToolByName(site, "acl_users")
        self.store = store(site)

    @cached_property
    def everybody(self) -> dict[str, Person]:
        """The people of the site by id, in the order of their names."""
        known = self.users.source_users.listUserInfo()
        found = [self._person(one["user_id"], one["login_name"]) for one in known]
        return {one.id: one for one in sorted(found, key=lambda one: (one.name.lower(), one.id))}

    @property
    def active(self) -> dict[str, Person]:
        """Those whose account is open."""
        closed = self.store.closed
        return {user_id: one for user_id, one in self.everybody.items() if user_id not in closed}

    def get(self, user_id: str) -> Person | None:
        """Return somebody who has an account in this site."""
        return self.everybody.get(user_id)

    def name(self, user_id: str) -> str:
        """Return how somebody is called; their id when they are not of this site."""
        found = self.get(user_id)
        return found.name if found else user_id

    def user(self, user_id: str) -> IPropertiedUser | None:
        """Return the user, with roles and groups."""
        return self.users.getUserById(user_id)

    def is_keeper(self, user_id: str) -> bool:
        """Tell whether somebody keeps the whole site, and may give rights there."""
        user = self.user(user_id)
        return user is not None and not KEEPERS.isdisjoint(user.getRoles())

    def keepers(self) -> tuple[str, ...]:
        """Return the ids of those who keep the site and can log in."""
        return tuple(user_id for user_id in self.active if self.is_keeper(user_id))

    def by_address(self, address: str) -> Person | None:
        """Return whose mail address it is."""
        wanted = address.strip().lower()
        return next((one for one in self.everybody.values() if one.address == wanted), None)

    def by_login(self, login: str) -> Person | None:
        """Return who logs in by that name or has that mail address."""
        wanted = login.strip().lower()
        found = (one for one in self.everybody.values() if one.login.lower() == wanted)
        return next(found, None) or self.by_address(login)

    def _person(self, user_id: str, login: str) -> Person:
        sheet = self.users.mutable_properties._storage.get(user_id, {})
        name = sheet.get("fullname") or login
        address = sheet.get("email") or ""
        return Person(user_id, login, str(name), str(address).strip().lower())
