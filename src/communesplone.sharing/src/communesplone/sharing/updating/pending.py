"""What waits for an adopted item, and what was taken and can be taken back."""

from collections.abc import Mapping
from communesplone.core.sharing.outgoing import Files
from communesplone.core.sharing.outgoing import Outgoing
from communesplone.core.sharing.records import Envelope
from communesplone.sharing.store import Base
from communesplone.sharing.store import Shared
from communesplone.sharing.store import utc_now
from datetime import timedelta
from typing import Any


#: What of `Shared` a revision changes.
REVISED = ("revision", "digest", "licence", "origin", "issuer", "choices")
#: How long an update can be taken back.
LASTS = timedelta(days=30)


class Pending(Outgoing):
    """A revision that was received and believed: its envelope, its files, when it came."""

    def __init__(self, envelope: Envelope, files: Mapping[str, bytes]) -> None:
        super().__init__(envelope, files)
        self.moment = utc_now()


class Proposal(Pending):
    """What another commune proposes for an item of ours, believed.

    `began` are the shared fields of the revision that it began with, as the library had it; None
    when the library has it no longer. `along` is what was told of its pictures and files.
    """

    def __init__(
        self,
        envelope: Envelope,
        files: Mapping[str, bytes],
        began: Mapping[str, Any] | None,
        along: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        super().__init__(envelope, files)
        self.began = None if began is None else dict(began)
        self.along = dict(along or {})


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
