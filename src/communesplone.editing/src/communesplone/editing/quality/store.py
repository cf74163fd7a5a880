"""What is known of the quality of a site, in its annotations: found by jobs, read by pages.

Problems are kept by item and by kind, so that a page costs by what it shows. Links are kept apart
from content: whether an address answers changes no page.
"""

from BTrees.Length import Length
from BTrees.OIBTree import OIBTree
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from communesplone.core.quality import Finding
from communesplone.editing.quality.visits import Visits
from dataclasses import dataclass
from heapq import merge
from persistent import Persistent
from Products.CMFPlone.Portal import PloneSite
from types import MappingProxyType
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.i18nmessageid import Message


KEY = "communesplone.editing.quality"
DOMAIN = "communesplone"


@dataclass(frozen=True)
class Noted:
    """A problem as it is kept: plain data, whatever the code of its check becomes."""

    check: str
    key: str
    title: str
    mapping: tuple[tuple[str, Any], ...]
    excerpt: str
    severity: str
    #: What is said of it so that it is nothing of the law; empty where nothing can be.
    unless: str = ""

    @property
    def mark(self) -> str:
        """The mark of the problem: see Finding."""
        return self.key.partition("-")[0]

    @property
    def message(self) -> Message:
        return Message(self.title, DOMAIN, mapping=dict(self.mapping) or None)


def noted(finding: Finding) -> Noted:
    """Return what is kept of a problem."""
    mapping = tuple(sorted((finding.title.mapping or {}).items()))
    return Noted(
        finding.check,
        finding.key,
        str(finding.title),
        mapping,
        finding.excerpt,
        finding.severity,
        str(finding.unless or ""),
    )


@dataclass(frozen=True)
class Said:
    """That somebody said of a problem what makes it none: their id, the moment (ISO 8601)."""

    mark: str
    by: str
    on: str


class Group(Persistent):
    """The pages with problems of one kind that the same people may edit, by UID, and counts.

    A site has few groups, one for each part that a team tends: what a person may mend is counted
    by adding groups, however many pages there are.
    """

    def __init__(self) -> None:
        self.lines = OIBTree()
        self.problems = Length()
        self.pages = Length()
        self.law = Length()


@dataclass(frozen=True)
class Indexed:
    """What else is kept of a page: addresses it leads to, and what its long paragraphs are.

    `addresses` by their names (`places.named`). `digests` of their very words, and keys that
    paragraphs share that are alike (`likeness`). `state`: what a link to it finds (`state_of`),
    empty where nobody looked.
    """

    addresses: frozenset[str] = frozenset()
    digests: frozenset[str] = frozenset()
    state: str = ""


class Item(Persistent):
    """A page: its problems, who may edit it, and by what others find it.

    `settled`: what would be of the law, had nobody said that it is not.
    """

    settled: tuple[Noted, ...] = ()

    def __init__(
        self,
        found: tuple[Noted, ...],
        indexed: Indexed,
        editors: str,
        settled: tuple[Noted, ...] = (),
    ) -> None:
        self.found = found
        self.indexed = indexed
        self.editors = editors
        self.settled = settled

    def is_same(self, other: "Item") -> bool:
        mine, theirs = (
            (one.found, one.indexed, one.editors, one.settled) for one in (self, other)
        )
        return mine == theirs

    @property
    def counts(self) -> Counter[str]:
        """Number of problems by kind."""
        return Counter(one.check for one in self.found)

    @property
    def law(self) -> Counter[str]:
        """Number of those of the law, by kind."""
        return Counter(one.check for one in self.found if one.severity == "law")


class Store(Persistent):
    """All that is known of a site; see the module."""

    #: UID, and what people Said; made when somebody first says something.
    said: Mapping[str, tuple[Said, ...]] = MappingProxyType({})

    def __init__(self) -> None:
        self.items = OOBTree()
        #: Kind, and Groups by who may edit: "Editor|Manager|user:sports".
        self.kinds = OOBTree()
        #: Name of an address or digest, and UIDs.
        self.users = OOBTree()
        self.twins = OOBTree()
        #: UID, and marks of what was left as it is.
        self.accepted = OOBTree()
        #: UID, and (fingerprint of the files, names of those without words).
        self.files = OOBTree()
        #: Id of a user, and what their last mend changed.
        self.undo = OOBTree()
        self.visits = Visits()
        #: The code that looked at all pages last.
        self.code = ""

    def put(
        self,
        uid: str,
        found: Iterable[Finding],
        indexed: Indexed,
        editors: frozenset[str],
        settled: Iterable[Finding] = (),
    ) -> None:
        """Note what was found on a page, in place of what was.

        :param editors: roles and "user:<id>", as the catalog writes them.
        """
        known, without = tuple(map(noted, found)), tuple(map(noted, settled))
        made = Item(known, indexed, "|".join(sorted(editors)), without)
        before = self.items.get(uid)
        if before is not None and before.is_same(made):
            return
        self.forget(uid)
        self.items[uid] = made
        for kind, count in made.counts.items():
            groups = self.kinds.setdefault(kind, OOBTree())
            group = groups.setdefault(made.editors, Group())
            group.lines[uid] = count
            group.pages.change(1)
            group.law.change(made.law[kind])
            group.problems.change(count)
        for tree, names in ((self.users, indexed.addresses), (self.twins, indexed.digests)):
            for name in names:
                tree.setdefault(name, OOTreeSet()).insert(uid)

    def forget(self, uid: str) -> None:
        """Know nothing of a page any more; what people decided about it stays."""
        item = self.items.pop(uid, None)
        if item is None:
            return
        for kind in item.counts:
            group = self.kinds[kind][item.editors]
            group.problems.change(-group.lines.pop(uid))
            group.pages.change(-1)
            group.law.change(-item.law[kind])
            if not group.lines:
                del self.kinds[kind][item.editors]
        indexed = item.indexed
        for tree, names in ((self.users, indexed.addresses), (self.twins, indexed.digests)):
            for name in names:
                holders = tree.get(name)
                if holders is not None:
                    holders.discard(uid)
                    if not holders:
                        del tree[name]

    def lose(self, uid: str) -> None:
        """Know nothing of a page that is gone, nor of addresses outside that only it had."""
        item = self.items.get(uid)
        self.forget(uid)
        for address in item.indexed.addresses if item is not None else ():
            if address not in self.users:
                self.visits.forget(address)

    def users_of(self, names: Iterable[str]) -> set[str]:
        """Return the pages that lead to an address with one of these names."""
        return {uid for name in names for uid in self.users.get(name, ())}

    def groups(self, kind: str, tokens: frozenset[str]) -> list[Group]:
        """Return the pages of a kind that somebody with these roles and ids may edit."""
        found = self.kinds.get(kind, {}).items()
        return [group for editors, group in found if not tokens.isdisjoint(editors.split("|"))]

    def total(self, kind: str, tokens: frozenset[str]) -> int:
        """Return how many problems of a kind such a person may mend."""
        return sum(group.problems() for group in self.groups(kind, tokens))

    def law(self, kind: str, tokens: frozenset[str]) -> int:
        """Return how many of them hold a publication back."""
        return sum(group.law() for group in self.groups(kind, tokens))

    def pages(self, kind: str, tokens: frozenset[str]) -> int:
        """Return on how many pages they stand."""
        return sum(group.pages() for group in self.groups(kind, tokens))

    def uids(self, kind: str, tokens: frozenset[str], after: str = "") -> Iterator[str]:
        """Yield the pages of a kind by UID, those after a UID."""
        trees = (group.lines.keys(after) for group in self.groups(kind, tokens))
        return (uid for uid in merge(*trees) if uid > after)

    def accept(self, uid: str, mark: str) -> None:
        """Leave a problem as it is: somebody looked at it."""
        self.accepted[uid] = self.accepted.get(uid, frozenset()) | {mark}

    def accepts(self, uid: str) -> frozenset[str]:
        return self.accepted.get(uid, frozenset())

    def say(self, uid: str, said: Said) -> None:
        """Keep what somebody said of a problem of a page."""
        if not isinstance(self.said, OOBTree):
            self.said = OOBTree()
        self.unsay(uid, said.mark)
        self.said[uid] = (*self.said.get(uid, ()), said)

    def unsay(self, uid: str, mark: str) -> None:
        """Have a problem be one again."""
        left = tuple(one for one in self.said.get(uid, ()) if one.mark != mark)
        if left:
            self.said[uid] = left
        elif uid in self.said:
            del self.said[uid]

    def who_said(self, uid: str, mark: str) -> Said | None:
        return next((one for one in self.said.get(uid, ()) if one.mark == mark), None)

    def settled(self, tokens: frozenset[str]) -> Iterator[str]:
        """Yield the pages that such a person may edit with something that was said of them."""
        for uid in self.said:
            item = self.items.get(uid)
            if item is None or not item.settled:
                continue
            if not tokens.isdisjoint(item.editors.split("|")):
                yield uid


def store(site: PloneSite) -> Store | None:
    """Return what is known of a site; None where the add-on is not installed."""
    return IAnnotations(site).get(KEY)
