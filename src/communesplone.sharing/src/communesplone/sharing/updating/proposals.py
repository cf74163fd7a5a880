"""What other communes propose for our items: looked at by a job, then shown to who may take it."""

from BTrees.OOBTree import OOBTree
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
from communesplone.sharing.updating.along import differing
from communesplone.sharing.updating.along import told
from communesplone.sharing.updating.pending import Proposal
from communesplone.sharing.updating.sides import alike
from communesplone.sharing.updating.sides import filled
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
    along = told(began["references"]) if began is not None else {}
    known = kept.proposals.setdefault(at[0], OOBTree())
    if who not in known or known[who].envelope["digest"] != waiting.envelope["digest"]:
        known[who] = Proposal(waiting.envelope, waiting.read_files(), fields, along)


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
    along = told(envelope["references"])
    # What came from here, or came with another proposal, is called as it is here
    own = {uid: key for key, uid in here.uids.items()}
    called = {key: own[uid] for key, uid in alike(along, here, {}).items()}
    named = dict.fromkeys(keys_in(envelope["fields"]))
    coming = frozenset(key for key in named if key in along and key not in here.uids)
    coming -= called.keys()
    keys = {key: key for key in named if here.uids.get(key) or key in coming} | called
    former = proposal.began if proposal.began is not None else here.fields
    before = filled(arriving(item.portal_type, former, {key: key for key in keys_in(former)}))
    was = proposal.along if proposal.began is not None else told(here.references)
    changed = differing(was, along, here.uids)
    theirs = filled(arriving(item.portal_type, envelope["fields"], keys))
    return Sides(
        item.portal_type,
        str(envelope["issuer"].get("name", "")),
        {**before, **changed[0]},
        {**theirs, **changed[1]},
        {**here.fields, **changed[2]},
        dict(here.uids),
        tuple(
            str(one["title"])
            for one in envelope["references"]
            if one.get("title") and one.get("key") not in keys
        ),
        here.files,
        along,
        coming,
    )
