"""What the hub keeps of people beside the content: who follows a question, who answers about what.

None of it is shown to anybody but the person and, of contacts, the members of communes.
"""

from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from communesplone.core.interfaces import ISiteData
from dataclasses import asdict
from dataclasses import dataclass
from persistent import Persistent
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer


KEY = "communesplone.hub.knowhow"


@dataclass(frozen=True)
class Contact:
    """What a commune can be asked about: `subjects` are keys, `text` says how to reach it.

    `person` is who declared it in the hub: told of new questions, shown to nobody.
    """

    issuer: str
    name: str
    subjects: tuple[str, ...]
    text: str
    person: str


class Store(Persistent):
    """Followers and contacts, each in a tree of its own."""

    def __init__(self) -> None:
        #: UID of a question -> OOTreeSet of ids of people
        self.followers = OOBTree()
        #: Id of a commune -> Contact
        self.contacts = OOBTree()

    def follow(self, uid: str, person: str) -> None:
        """Have somebody told of answers, once."""
        if uid not in self.followers:
            self.followers[uid] = OOTreeSet()
        self.followers[uid].insert(person)

    def unfollow(self, uid: str, person: str) -> None:
        """Have somebody told no more."""
        if self.follows(uid, person):
            self.followers[uid].remove(person)

    def follows(self, uid: str, person: str) -> bool:
        """Tell whether somebody is told of answers."""
        return person in self.followers.get(uid, ())


def store(site: PloneSite) -> Store | None:
    """Return what a site keeps; None where the add-on is not installed."""
    return IAnnotations(site).get(KEY)


@implementer(ISiteData)
class Kept:
    """In an exported hub, as plain data."""

    def __init__(self, kept: Store) -> None:
        self.kept = kept

    def dump(self) -> dict[str, Any]:
        """See ISiteData."""
        return {
            "followers": {uid: list(people) for uid, people in self.kept.followers.items()},
            "contacts": [asdict(one) for one in self.kept.contacts.values()],
        }

    def load(self, data: Any, same_site: bool) -> None:
        """See ISiteData. A copy writes to nobody."""
        for uid, people in data["followers"].items() if same_site else ():
            for person in people:
                self.kept.follow(uid, person)
        for one in data["contacts"]:
            found = Contact(**{**one, "subjects": tuple(one["subjects"])})
            self.kept.contacts[found.issuer] = found


@implementer(ISiteData)
@adapter(IPloneSiteRoot)
def kept_data(site: PloneSite) -> Kept | None:
    """Return the data of a site, None where the add-on is not installed."""
    found = store(site)
    return None if found is None else Kept(found)
