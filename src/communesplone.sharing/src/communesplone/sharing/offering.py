"""Offering an item to the library, and taking it back: written here, delivered by a job."""

from communesplone.core import _
from communesplone.core import jobs
from communesplone.core.sharing.envelopes import check_files
from communesplone.core.sharing.envelopes import LICENCES
from communesplone.core.sharing.findings import found_in
from communesplone.core.sharing.findings import stops
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.origins import chain
from communesplone.core.sharing.origins import check_licence
from communesplone.core.sharing.outgoing import Outgoing
from communesplone.core.sharing.records import Envelope
from communesplone.sharing.envelope import envelope
from communesplone.sharing.held import held_back
from communesplone.sharing.identities import follow_original
from communesplone.sharing.identities import identify
from communesplone.sharing.identities import origin_of
from communesplone.sharing.store import Shared
from communesplone.sharing.store import Store
from communesplone.sharing.store import utc_now
from dataclasses import dataclass
from dataclasses import field
from plone import api
from plone.dexterity.content import DexterityContent
from typing import Any


DELIVER, WITHDRAW = "communesplone.sharing.deliver", "communesplone.sharing.withdraw"
#: States in which an offer is on its way or read, and in which the library has nothing of it.
UNDER_WAY = frozenset({"sent", "waiting"})
GONE = frozenset({"withdrawn", "taken_out"})
LONGEST_NOTE = 600


@dataclass(frozen=True)
class Terms:
    """What an offer says beside the content: licence, whom it is useful to, a word, what changed.

    `audience`: {"sizes": "small", "provinces": [...]}, empty for every commune.
    """

    licence: str
    note: str = ""
    change: str = ""
    audience: dict[str, Any] = field(default_factory=dict)


def offer(item: DexterityContent, kept: Store, terms: Terms) -> Shared:
    """Put a revision of an item into the outbox; return what is known of it now.

    Content that the library has already, or that waits for its reviewers, makes no new revision.

    :raises SharingError: says what keeps it here.
    """
    if terms.licence not in LICENCES:
        raise SharingError(_("Choose a licence."))
    if len(terms.note) > LONGEST_NOTE or len(terms.change) > LONGEST_NOTE:
        raise SharingError(_("Write at most 600 characters."))
    check_licence(terms.licence, [one.licence for one in chain(origin_of(item, kept))])
    shared = identify(item, kept)
    follow_original(item, kept, shared)
    before = (shared.revision, shared.licence, shared.note, shared.audience)
    shared.revision += 1
    shared.licence, shared.note, shared.audience = terms.licence, terms.note, terms.audience
    try:
        made, found = envelope(item, shared, kept, terms.change)
        check_files(made, found.files)
        if held_back(found) or stops(found_in(made)):
            raise SharingError(_("First mend what must not leave the commune."))
        if shared.digest == made["digest"] and shared.state in (*UNDER_WAY, "accepted"):
            raise SharingError(_("The library has this text already."))
    except SharingError:
        # The page that says so is an answer like any other: nothing of the trial may stay
        shared.revision, shared.licence, shared.note, shared.audience = before
        raise
    shared.digest = made["digest"]
    if shared.state == "withdrawn":
        shared.accepted = 0
    send(kept, made, found.files)
    shared.state, shared.word, shared.moment = "sent", "", utc_now().isoformat()
    shared.by = api.user.get_current().getId() or ""
    return shared


def send(kept: Store, made: Envelope, files: dict[str, bytes]) -> None:
    """Write an envelope into the outbox, for the job to deliver."""
    kept.outgoing[outgoing_key(made["urn"], made["revision"])] = Outgoing(made, files)
    jobs.add(DELIVER, made["urn"], made["revision"])


def outgoing_key(urn: str, revision: int) -> str:
    """Return the key of an offer in the outbox."""
    return f"{urn} {revision}"


def withdraw(item: DexterityContent, kept: Store) -> None:
    """Take an item out of the library by a job; who adopted it keeps it.

    :raises SharingError: it is not one of ours, or not in the library.
    """
    shared = kept.items.get(item.UID())
    if shared is None or shared.role != "original" or shared.state in ("", *GONE):
        raise SharingError(_("This is not in the library."))
    shared.state, shared.word, shared.moment = "withdrawn", "", utc_now().isoformat()
    jobs.add(WITHDRAW, shared.urn)
