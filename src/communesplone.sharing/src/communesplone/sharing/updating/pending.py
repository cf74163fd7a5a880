"""What waits for an adopted item, and what was taken and can be taken back."""

from collections.abc import Mapping
from communesplone.core.sharing.outgoing import Outgoing
from communesplone.core.sharing.records import Envelope
from communesplone.sharing.store import Base
from communesplone.sharing.store import utc_now
from datetime import timedelta
from persistent import Persistent
from typing import Any


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
    when the library has it no longer.
    """

    def __init__(
        self, envelope: Envelope, files: Mapping[str, bytes], began: Mapping[str, Any] | None
    ) -> None:
        super().__init__(envelope, files)
        self.began = None if began is None else dict(began)


class Taken(Persistent):
    """An update that was taken: what the item said before, and after.

    `by` is the id of who took it, empty when it was taken by itself; `before` and `after` are
    shared fields as data; `base`, `choices` and `pending` are what they were.
    """

    def __init__(
        self,
        by: str,
        before: Mapping[str, Any],
        base: Base,
        choices: Mapping[str, str],
        pending: Pending,
    ) -> None:
        self.moment = utc_now()
        self.by = by
        self.before = dict(before)
        self.after: dict[str, Any] = {}
        self.base = base
        self.choices = dict(choices)
        self.pending = pending
