"""What an item said before something was taken into it: kept as long as that can be undone."""

from BTrees.OOBTree import OOBTree
from collections.abc import Mapping
from communesplone.core import jobs
from communesplone.core.sharing.outgoing import Files
from communesplone.sharing.store import Base
from communesplone.sharing.store import Shared
from communesplone.sharing.store import store
from communesplone.sharing.store import utc_now
from communesplone.sharing.updating.pending import Pending
from datetime import datetime
from datetime import timedelta
from plone.dexterity.content import DexterityContent
from Products.CMFPlone.Portal import PloneSite
from typing import Any


FORGET = "communesplone.sharing.forget_former"
#: What of `Shared` a revision changes.
REVISED = ("revision", "digest", "licence", "origin", "issuer", "choices")
#: How long what was taken can be taken back.
LASTS = timedelta(days=30)


class Former(Files):
    """What an item said before something was taken into it, and after, as fields of a merging.

    `by` is the id of who took it, empty when it was taken by itself. The files are those that the
    item, and what came along with it, had before.
    """

    def __init__(self, by: str, before: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
        super().__init__(files)
        self.moment = utc_now()
        self.by = by
        self.before = dict(before)
        self.after: dict[str, Any] = {}

    def lasts(self, now: datetime) -> bool:
        """Tell whether it can still be taken back."""
        return now < self.moment + LASTS


class Taken(Former):
    """An update that was taken.

    `base`, `known` (of `Shared`) and `pending` are what they were; `rights` whom the item named
    before, and after; `brought` the pictures and files that came with it, UID by key.
    """

    def __init__(
        self,
        by: str,
        before: Mapping[str, Any],
        files: Mapping[str, bytes],
        base: Base,
        shared: Shared,
        pending: Pending,
    ) -> None:
        super().__init__(by, before, files)
        self.base = base
        self.pending = pending
        self.known = {name: getattr(shared, name) for name in REVISED}
        self.rights: tuple[str | None, str | None] = (None, None)
        self.brought: dict[str, str] = {}


def keep(item: DexterityContent, tree: OOBTree, former: Former) -> None:
    """Keep what an item said before, as long as it can be taken back."""
    tree[item.UID()] = former
    jobs.add(FORGET, item.UID(), run_at=former.moment + LASTS)


def forget(site: PloneSite, uid: str) -> None:
    """Job: drop the former text of an item that can no longer be taken back."""
    kept, now = store(site), utc_now()
    for tree in (kept.taken, kept.merged) if kept is not None else ():
        if uid in tree and not tree[uid].lasts(now):
            del tree[uid]
