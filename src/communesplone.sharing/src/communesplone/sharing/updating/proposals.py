"""What other communes propose for our items: looked at by a job, then shown to who may take it."""

from BTrees.OOBTree import OOBTree
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core import jobs
from communesplone.core.sharing.calling import WORKING
from communesplone.core.sharing.envelopes import verify
from communesplone.core.sharing.interfaces import Full
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.references import keys_in
from communesplone.core.sharing.registration import shareable
from communesplone.sharing.adopting import arriving
from communesplone.sharing.client import library
from communesplone.sharing.reading import read
from communesplone.sharing.store import Store
from communesplone.sharing.store import store
from communesplone.sharing.store import utc_now
from communesplone.sharing.updating.pending import Proposal
from communesplone.sharing.updating.sides import Sides
from datetime import timedelta
from plone.dexterity.content import DexterityContent
from Products.CMFPlone.Portal import PloneSite
import logging


LOOK_AT = "communesplone.sharing.look_at_proposal"
AGAIN = timedelta(hours=1)
#: Proposals of one commune that wait for an answer here. They are for people to read: a commune
#: that has so many to say speaks to the author first.
MOST = 20
#: Those that nobody has looked at yet, of all communes: a hub that invents some fills no disk.
MOST_ARRIVING = 100
logger = logging.getLogger(__name__)


def proposal_key(urn: str, issuer: str) -> str:
    """Return the key of a proposal that nobody has looked at yet."""
    return f"{urn} {issuer}"


def check_room(kept: Store, urn: str, who: str) -> None:
    """Accept a proposal that there is room for; another of the same commune takes its place.

    :raises Full: says why not now.
    """
    key = proposal_key(urn, who)
    waiting = {one for one in kept.arriving if one.partition(" ")[2] == who}
    read = {
        proposal_key(kept.items[uid].urn, who)
        for uid, ones in kept.proposals.items()
        if who in ones and uid in kept.items
    }
    known = waiting | read
    if key in known:
        return
    if len(known) >= MOST or len(kept.arriving) >= MOST_ARRIVING:
        raise Full(_("The author has many proposals to read first: this one comes later."))


def look_at(site: PloneSite, urn: str, who: str) -> None:
    """Job: keep a proposal that its commune signed, with the revision that it began with.

    What is not to be believed is forgotten, whatever way it came.

    :raises Silence: the library does not answer.
    """
    kept = store(site)
    waiting = kept.arriving.get(proposal_key(urn, who)) if kept is not None else None
    at = kept.at_urn(urn) if waiting is not None else None
    if waiting is None:
        return
    found = library(site, WORKING)
    if found is None:
        jobs.add(LOOK_AT, urn, who, run_at=utc_now() + AGAIN, site=site)
        return
    del kept.arriving[proposal_key(urn, who)]
    if at is None:
        return
    try:
        verify(waiting.envelope, found.keys(who))
    except SharingError as error:
        logger.warning("%s: a proposal for %s is not believed: %s", site.getId(), urn, error)
        return
    began = found.envelope(urn, waiting.envelope["revision"])
    fields = began["fields"] if began is not None else None
    known = kept.proposals.setdefault(at[0], OOBTree())
    if who not in known or known[who].envelope["digest"] != waiting.envelope["digest"]:
        known[who] = Proposal(waiting.envelope, waiting.read_files(), fields)


def proposals(item: DexterityContent, kept: Store) -> dict[str, Proposal]:
    """Return what others propose for an item of ours, by who proposes it."""
    shared = kept.items.get(item.UID())
    if shared is None or shared.role != "original":
        return {}
    return dict(kept.proposals.get(item.UID()) or {})


def sides_of(item: DexterityContent, proposal: Proposal, kept: Store) -> Sides | None:
    """Return the three texts of an item of ours and a proposal for it.

    The base is the revision that the proposal began with, as the library has it; when it has it
    no longer, all that differs is the proposal's.
    """
    envelope = proposal.envelope
    if shareable(item.portal_type) is None or envelope["type"] != item.portal_type:
        return None
    here = read(item, kept)
    choices: dict[str, str] = {**here.uids}
    titles = []
    for one in envelope["references"]:
        if one.get("key") not in choices and one.get("title"):
            titles.append(str(one["title"]))
    keys = {key: key for key in keys_in(envelope["fields"]) if choices.get(key)}
    former = proposal.began if proposal.began is not None else here.fields
    return Sides(
        item.portal_type,
        str(envelope["issuer"].get("name", "")),
        _there(arriving(item.portal_type, former, {key: key for key in keys_in(former)})),
        _there(arriving(item.portal_type, envelope["fields"], keys)),
        here.fields,
        choices,
        tuple(titles),
        here.files,
    )


def _there(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: data for name, data in fields.items() if data not in (None, "", [], {})}
