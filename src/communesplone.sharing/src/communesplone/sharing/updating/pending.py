"""What waits for an item: a revision of what was adopted, a proposal for what is ours."""

from collections.abc import Mapping
from communesplone.core.sharing.outgoing import Outgoing
from communesplone.core.sharing.records import Envelope
from communesplone.sharing.store import utc_now
from typing import Any


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
