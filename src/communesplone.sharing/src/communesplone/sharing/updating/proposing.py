"""Proposing one's own text to its author, who sees a difference and takes what is good.

A proposal is an envelope like any other, signed by the commune that proposes, with the urn and the
revision that it began with. It goes through the library to the author's site, once.
"""

from communesplone.core import _
from communesplone.core import jobs
from communesplone.core.identity import identity
from communesplone.core.sharing.calling import WORKING
from communesplone.core.sharing.envelopes import check_files
from communesplone.core.sharing.envelopes import check_shape
from communesplone.core.sharing.envelopes import digest_of
from communesplone.core.sharing.findings import found_in
from communesplone.core.sharing.findings import stops
from communesplone.core.sharing.interfaces import Full
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.issuers import issuer
from communesplone.core.sharing.outgoing import Outgoing
from communesplone.core.sharing.signing import public_key
from communesplone.core.sharing.signing import signed
from communesplone.sharing.client import library
from communesplone.sharing.envelope import unsigned
from communesplone.sharing.held import held_back
from communesplone.sharing.keys import ring_of
from communesplone.sharing.reading import read
from communesplone.sharing.store import Store
from communesplone.sharing.store import store
from communesplone.sharing.store import utc_now
from communesplone.sharing.updating.along import differing
from communesplone.sharing.updating.along import told
from dataclasses import dataclass
from dataclasses import replace
from datetime import timedelta
from plone import api
from plone.dexterity.content import DexterityContent
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component.hooks import getSite
from zope.i18n import translate
import logging


PROPOSE = "communesplone.sharing.propose"
AGAIN = timedelta(hours=1)
LONGEST_WORD = 600
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Proposed:
    """What became of the last proposal for an item: "sent", "taken" or "declined".

    `by` is the id of who proposed, `word` what the author said, or why it is still on its way,
    `moment` as ISO.
    """

    by: str
    state: str
    word: str
    moment: str


def can_propose(item: DexterityContent, kept: Store) -> bool:
    """Tell whether an adopted item says something else than its author's revision."""
    shared, base = kept.items.get(item.UID()), kept.bases.get(item.UID())
    if shared is None or base is None or shared.role != "adopted" or shared.revision == 0:
        return False
    theirs, mine = beyond(item, kept)
    return theirs != mine


def beyond(item: DexterityContent, kept: Store) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the author's revision and an adopted item say, as fields of a merging."""
    shared, base = kept.items[item.UID()], kept.bases[item.UID()]
    here = read(item, kept, shared.choices)
    was, _now, mine = differing(base.along, told(here.references), shared.choices)
    return {**base.fields, **was}, {**here.fields, **mine}


def propose(item: DexterityContent, kept: Store, word: str) -> None:
    """Write a proposal into the outbox, for the job to deliver.

    :raises SharingError: says what keeps it here: nothing to propose, personal data.
    """
    if not can_propose(item, kept):
        raise SharingError(_("Your text is that of the author: there is nothing to propose."))
    if len(word) > LONGEST_WORD:
        raise SharingError(_("Write at most 600 characters."))
    site, shared = getSite(), kept.items[item.UID()]
    # Links as the author named them, so that a difference is one of words
    found = read(item, kept, shared.choices)
    ring_of(site, kept)
    document = unsigned(item, shared, found, word)
    document["issuer"] = issuer(identity(site), public_key(kept.keys.private))
    document["digest"] = digest_of(document)
    made = signed(document, kept.keys.private)
    check_shape(made)
    check_files(made, found.files)
    if held_back(found):
        raise SharingError(
            _("A picture or file of this text is not online: publish it, or take it out.")
        )
    if stops(found_in(made)):
        raise SharingError(
            _("Personal data or a picture without words: mend that before you propose.")
        )
    kept.outgoing[_key(shared.urn)] = Outgoing(made, found.files)
    by = api.user.get_current().getId() or ""
    kept.proposed[item.UID()] = Proposed(by, "sent", "", utc_now().isoformat())
    jobs.add(PROPOSE, shared.urn)


def deliver_proposal(site: PloneSite, urn: str) -> None:
    """Job: hand a proposal to the library, which hands it to the author."""
    kept = store(site)
    waiting = kept.outgoing.get(_key(urn)) if kept is not None else None
    if kept is None or waiting is None:
        return
    found = library(site, WORKING)
    if found is None:
        jobs.add(PROPOSE, urn, run_at=utc_now() + AGAIN, site=site)
        return
    found.introduce(ring_of(site, kept), site.getId())
    try:
        found.propose(waiting.envelope, waiting.read_files(), site.getId())
    except Full as error:
        _note(kept, urn, translate(error.message, target_language=identity(site).language))
        jobs.add(PROPOSE, urn, run_at=utc_now() + AGAIN, site=site)
        return
    except SharingError as error:
        logger.warning("%s: the proposal for %s was refused: %s", site.getId(), urn, error)
    del kept.outgoing[_key(urn)]
    _note(kept, urn, "")


def _note(kept: Store, urn: str, word: str) -> None:
    """Say why a proposal is still on its way; nothing for one that went."""
    uid = kept.urns.get(urn)
    known = kept.proposed.get(uid) if uid is not None else None
    if known is not None and known.state == "sent" and known.word != word:
        kept.proposed[uid] = replace(known, word=word)


def _key(urn: str) -> str:
    return f"proposal {urn}"
