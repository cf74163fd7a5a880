"""What others propose for a page of ours: taken, taken back, or done without; they are told."""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core import jobs
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.signing import sign
from communesplone.core.sharing.statements import answer
from communesplone.sharing.delivering import ready
from communesplone.sharing.merging import Answer
from communesplone.sharing.store import Store
from communesplone.sharing.updating.former import Former
from communesplone.sharing.updating.former import keep
from communesplone.sharing.updating.pending import Proposal
from communesplone.sharing.updating.sides import Sides
from communesplone.sharing.updating.taking import former_files
from communesplone.sharing.updating.taking import refuse_locked
from communesplone.sharing.updating.taking import said
from communesplone.sharing.updating.taking import write
from communesplone.sharing.updating.taking import write_back
from communesplone.sharing.updating.translating import forget_behind
from communesplone.sharing.updating.translating import note_behind
from datetime import datetime
from plone.dexterity.content import DexterityContent
from Products.CMFPlone.Portal import PloneSite
from typing import Any


ANSWER = "communesplone.sharing.answer"
LONGEST_WORD = 600
TOO_LATE = _("This can no longer be undone: its versions have the former text.")


class Merged(Former):
    """A proposal that was taken, and who proposed it."""

    def __init__(
        self,
        who: str,
        by: str,
        before: Mapping[str, Any],
        files: Mapping[str, bytes],
        proposal: Proposal,
    ) -> None:
        super().__init__(by, before, files)
        self.who = who
        self.proposal = proposal


def take_proposal(
    item: DexterityContent,
    kept: Store,
    who: str,
    found: Sides,
    answers: Mapping[str, Answer],
    word: str = "",
    by: str = "",
) -> None:
    """Give an item of ours the text united with what a commune proposes, and tell that commune.

    :param who: the id of that commune.
    :param by: the id of the person who takes it.
    :raises SharingError: something is still to choose; nothing is written then.
    """
    proposal = _waiting(item, kept, who, word)
    merged = found.merged(answers)
    if merged.questions:
        raise SharingError(_("Choose for each paragraph that both have changed."))
    refuse_locked(item)
    before = former_files(found, merged.value)
    taken = Merged(who, by, found.mine, before, proposal)
    write(item, found, merged.value, proposal)
    taken.after = said(item, kept, None, found.mine)
    keep(item, kept.merged, taken)
    note_behind(item, kept)
    _settle(item, kept, who, proposal, True, word)


def decline(item: DexterityContent, kept: Store, who: str, word: str) -> None:
    """Do without a proposal, and tell who made it.

    :raises SharingError: it does not wait any more, or the word is too long.
    """
    proposal = _waiting(item, kept, who, word)
    _settle(item, kept, who, proposal, False, word)


def _waiting(item: DexterityContent, kept: Store, who: str, word: str) -> Proposal:
    proposals = kept.proposals.get(item.UID()) or {}
    if who not in proposals:
        raise SharingError(_("This proposal does not wait any more."))
    if len(word) > LONGEST_WORD:
        raise SharingError(_("Write at most 600 characters."))
    return proposals[who]


def _settle(
    item: DexterityContent, kept: Store, who: str, proposal: Proposal, taken: bool, word: str
) -> None:
    del kept.proposals[item.UID()][who]
    urn, revision = kept.items[item.UID()].urn, proposal.envelope["revision"]
    jobs.add(ANSWER, urn, who, revision, taken, word)


def can_undo_merged(item: DexterityContent, kept: Store, now: datetime) -> bool:
    """Tell whether the last proposal that an item took can be taken back."""
    merged = kept.merged.get(item.UID())
    return merged is not None and merged.lasts(now)


def undo_merged(item: DexterityContent, kept: Store, now: datetime) -> None:
    """Take the last proposal out of an item again; what was written since stays.

    It waits again, unless its author has proposed something else since.

    :raises SharingError: it is too late, or what was written since touches the same words.
    """
    if not can_undo_merged(item, kept, now):
        raise SharingError(TOO_LATE)
    refuse_locked(item)
    uid, merged = item.UID(), kept.merged[item.UID()]
    write_back(item, kept, merged, None)
    forget_behind(item, kept)
    del kept.merged[uid]
    kept.proposals[uid].setdefault(merged.who, merged.proposal)


def tell_answer(
    site: PloneSite, urn: str, who: str, revision: int, taken: bool, word: str
) -> None:
    """Job: have the library tell a commune what became of its proposal."""
    found = ready(site, ANSWER, urn, who, revision, taken, word)
    if found is None:
        return
    kept, library = found
    signature = sign(answer(urn, who, revision, taken, word), kept.keys.private)
    library.answer(urn, who, revision, taken, word, signature, site.getId())
