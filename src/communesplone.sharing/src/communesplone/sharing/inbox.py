"""What the hub tells a commune."""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core import jobs
from communesplone.core.sharing.envelopes import check_files
from communesplone.core.sharing.envelopes import check_shape
from communesplone.core.sharing.interfaces import ICommuneInbox
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.outgoing import Outgoing
from communesplone.core.tool import tools
from communesplone.core.tool_requests import ToolRequest
from communesplone.sharing.asking.asked import answered
from communesplone.sharing.notices import DECISIONS
from communesplone.sharing.notices import tell
from communesplone.sharing.offering import UNDER_WAY
from communesplone.sharing.store import Shared
from communesplone.sharing.store import Store
from communesplone.sharing.store import store
from communesplone.sharing.store import utc_now
from communesplone.sharing.updating.proposals import check_room
from communesplone.sharing.updating.proposals import LOOK_AT
from communesplone.sharing.updating.proposals import proposal_key
from communesplone.sharing.updating.receiving import RECEIVE
from dataclasses import replace
from datetime import datetime
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import adapter
from zope.interface import implementer


#: What a hub decides on an offer.
DECIDED = frozenset({"accepted", "sent_back", "taken_out"})
LONGEST_WORD = 4000
UNREADABLE = _("This message cannot be read.")


def check_told(word: str, moment: str) -> None:
    """Accept a word and a moment that pages can show, whatever hub tells them.

    :raises SharingError: a very long word, or no aware moment.
    """
    try:
        aware = datetime.fromisoformat(moment).tzinfo is not None
    except ValueError:
        aware = False
    if not aware or len(word) > LONGEST_WORD:
        raise SharingError(UNREADABLE)


@implementer(ICommuneInbox)
class Inbox:
    """See ICommuneInbox."""

    def __init__(self, site: PloneSite, kept: Store) -> None:
        self.site = site
        self.store = kept

    def decided(self, urn: str, revision: int, state: str, word: str, moment: str) -> None:
        """Note what became of an offer, unless a later one is under way or it was withdrawn."""
        check_told(word, moment)
        if state not in DECIDED:
            raise SharingError(UNREADABLE)
        at = self.store.at_urn(urn)
        if at is None or at[1].role != "original":
            return
        shared = at[1]
        if state == "taken_out":
            self._taken_out(at[0], shared, revision, word, moment)
        elif shared.revision == revision and shared.state in UNDER_WAY:
            shared.state, shared.word, shared.moment = state, word, moment
            if state == "accepted":
                shared.accepted = revision
            tell(self.site, DECISIONS[state], at[0], f"{urn} {revision}", word, shared.by)

    def _taken_out(self, uid: str, shared: Shared, revision: int, word: str, moment: str) -> None:
        """Note that the library has an item of ours no more; what is under way since stays so."""
        is_last = shared.revision == revision and shared.state in (*UNDER_WAY, "accepted")
        was_there = 0 < shared.accepted <= revision and shared.state != "withdrawn"
        if not (is_last or was_there):
            return
        if is_last or shared.state not in UNDER_WAY:
            shared.state = "taken_out"
        shared.accepted, shared.word, shared.moment = 0, word, moment
        key = f"{shared.urn} {revision} {moment}"
        tell(self.site, DECISIONS["taken_out"], uid, key, word, shared.by)

    def revised(self, urn: str, revision: int) -> None:
        """Have a job fetch a revision of what was adopted, unless it is known.

        Of a pack only the number is noted: what it holds now is read in the library.
        """
        pack = self.store.packs.get(urn)
        if pack is not None and revision > pack.latest:
            self.store.packs[urn] = replace(pack, latest=revision)
        at = self.store.at_urn(urn)
        if at is None or at[1].role != "adopted" or revision <= at[1].latest:
            return
        at[1].latest = revision
        self.store.gone.pop(at[0], None)
        jobs.add(RECEIVE, urn, revision, site=self.site)

    def withdrawn(self, urn: str) -> None:
        """Note that nobody keeps up any more what was adopted; the copy stays."""
        pack, at = self.store.packs.get(urn), self.store.at_urn(urn)
        if pack is not None:
            self.store.packs[urn] = replace(pack, latest=0)
        if at is None or at[1].role != "adopted" or at[1].detached:
            return
        if at[0] not in self.store.gone:
            self.store.gone[at[0]] = utc_now().isoformat()

    def proposed(self, envelope: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
        """Have a job look at what another commune proposes for something of ours."""
        check_shape(envelope)
        check_files(envelope, files)
        at = self.store.at_urn(envelope["urn"])
        if at is None or at[1].role != "original":
            return
        who = str(envelope["issuer"].get("id", ""))
        check_room(self.store, envelope["urn"], who)
        self.store.arriving[proposal_key(envelope["urn"], who)] = Outgoing(dict(envelope), files)
        jobs.add(LOOK_AT, envelope["urn"], who, site=self.site)

    def answered(self, urn: str, taken: bool, word: str, moment: str) -> None:
        """Note what an author made of our proposal, and tell who made it."""
        check_told(word, moment)
        at = self.store.at_urn(urn)
        known = self.store.proposed.get(at[0]) if at is not None else None
        if known is None or at[1].role != "adopted":
            return
        state = "taken" if taken else "declined"
        self.store.proposed[at[0]] = replace(known, state=state, word=word, moment=moment)
        tell(self.site, DECISIONS[state], at[0], f"{urn} {moment}", word, known.by)

    def tool_decided(self, answer: ToolRequest) -> None:
        """Keep what the hub answered to a request for a tool, where there is such a tool."""
        check_told(answer.answer, answer.decided)
        if answer.tool in {one.name for one in tools()}:
            answered(self.site, self.store, answer)


@implementer(ICommuneInbox)
@adapter(IPloneSiteRoot)
def inbox(site: PloneSite) -> Inbox | None:
    """Return the inbox of a site, None where the add-on is not installed."""
    kept = store(site)
    return None if kept is None else Inbox(site, kept)
