"""The library as communes call it."""

from collections.abc import Mapping
from communesplone.core import _
from communesplone.core import jobs
from communesplone.core.changes import touch
from communesplone.core.identity import Identity
from communesplone.core.identity import identity
from communesplone.core.reference import slug
from communesplone.core.sharing.calling import is_safe
from communesplone.core.sharing.envelopes import check_files
from communesplone.core.sharing.envelopes import check_shape
from communesplone.core.sharing.envelopes import verify
from communesplone.core.sharing.findings import found_in
from communesplone.core.sharing.findings import stops
from communesplone.core.sharing.interfaces import ILibrary
from communesplone.core.sharing.interfaces import SharingError
from communesplone.core.sharing.issuers import issuer_id
from communesplone.core.sharing.issuers import urn_of
from communesplone.core.sharing.outgoing import Outgoing
from communesplone.core.sharing.records import Found
from communesplone.core.sharing.records import Pack
from communesplone.core.sharing.records import Query
from communesplone.core.sharing.records import Report
from communesplone.core.sharing.records import Ring
from communesplone.core.sharing.records import Standing
from communesplone.core.sharing.records import Succession
from communesplone.core.sharing.registration import shareable
from communesplone.core.sharing.signing import follows
from communesplone.core.sharing.signing import is_ring_signed
from communesplone.core.sharing.signing import is_said
from communesplone.core.sharing.signing import told
from communesplone.core.sharing.signing import told_asking
from communesplone.core.sharing.statements import answer
from communesplone.core.sharing.statements import withdrawal
from communesplone.core.sharing.succeeding import is_stated
from communesplone.hub.catalogue import Catalogue
from communesplone.hub.catalogue import catalogue
from communesplone.hub.catalogue import Commune
from communesplone.hub.catalogue import now
from communesplone.hub.catalogue import Offer
from communesplone.hub.catalogue import Revision
from communesplone.hub.communes.believing import check as check_report
from communesplone.hub.communes.people import make_group
from communesplone.hub.figures.counting import Act
from communesplone.hub.figures.counting import month_of
from communesplone.hub.origins import check_licence
from communesplone.hub.reviewing import leave
from communesplone.hub.reviewing import out_of_the_queue
from communesplone.hub.reviewing import waiting_key
from communesplone.hub.room import check_proposals
from communesplone.hub.room import check_room
from communesplone.hub.room import keep
from communesplone.hub.spreading import GONE
from communesplone.hub.spreading import HAND_BACK
from communesplone.hub.spreading import HAND_ON
from communesplone.hub.spreading import proposal_key
from communesplone.hub.spreading import SPREAD
from communesplone.hub.standing import pack_of
from communesplone.hub.standing import standing_of
from communesplone.hub.succeeding import heir
from communesplone.hub.succeeding import record
from communesplone.hub.succeeding import steps
from communesplone.hub.tools.requests import ask
from communesplone.hub.ways import way_to
from dataclasses import replace
from plone.base.interfaces import IPloneSiteRoot
from Products.CMFPlone.Portal import PloneSite
from typing import Any
from zope.component import adapter
from zope.interface import implementer


LONGEST_ANSWER, LONGEST_ADDRESS = 600, 300


def check_said(said: bytes, signature: str, ring: Ring) -> None:
    """Accept what a key of a commune signed that was not taken back.

    :raises SharingError: for anything else.
    """
    if not is_said(said, signature, ring):
        raise SharingError(_("The signature of this content is not that of its author."))


@implementer(ILibrary)
class Library:
    """See ILibrary. Communes of the cluster call it in process, by jobs for what changes; those
    of others by the services of `communesplone.hub.protocol`, each in a request of the hub.

    Neither counts as a change of the hub by itself: whatever changes its pages is counted here.
    """

    def __init__(self, site: PloneSite, kept: Catalogue) -> None:
        self.site = site
        self.kept = kept

    def introduce(self, ring: Ring, sender: str) -> None:
        """See ILibrary. Who speaks for a commune the first time is asked who it is."""
        known = self.kept.communes.get(ring.issuer)
        said = self._said(ring, sender, known)
        if known == said:
            return
        if known is not None and ring != known.ring and not self._may_follow(ring, known, sender):
            raise SharingError(_("The keys of this commune are not signed by those known."))
        if known is None and not is_ring_signed(ring):
            raise SharingError(_("The keys of this commune are not signed by those known."))
        self.kept.communes[ring.issuer] = said
        if known is None:
            make_group(self.site, said)
        touch(self.site)

    def _may_follow(self, ring: Ring, known: Commune, sender: str) -> bool:
        """Tell whether a commune may change its keys so.

        A site that was restored from an export has lost its former key: on the same cluster, at
        the same place, it is believed all the same.
        """
        here = known.site == sender and not known.is_far
        restored = here and ring.serial > known.ring.serial
        return follows(ring, known.ring) or (restored and is_ring_signed(ring))

    def _said(self, ring: Ring, sender: str, known: Commune | None) -> Commune:
        """Return who a sender is. On another cluster, whom an operator made known is believed.

        :raises SharingError: it does not speak for the issuer of the ring.
        """
        if known is not None and known.is_far and is_safe(sender):
            at = sender.rstrip("/")
            others = [one for one in self.kept.communes.values() if one.site == at]
            if len(at) > LONGEST_ADDRESS or others not in ([], [known]):
                raise SharingError(_("This site does not speak for that commune."))
            return replace(known, ring=ring, site=at)
        who = self._identity(sender)
        if who is None or issuer_id(who) != ring.issuer:
            raise SharingError(_("This site does not speak for that commune."))
        return Commune(ring, sender, who.name, who.province)

    def _identity(self, sender: str) -> Identity | None:
        app = self.site.getPhysicalRoot()
        try:
            return identity(app[sender])
        except (AttributeError, KeyError):
            return None

    def receive(
        self, envelope: Mapping[str, Any], files: Mapping[str, bytes], sender: str
    ) -> None:
        """See ILibrary."""
        known = self._author(envelope, sender)
        check_files(envelope, files)
        if shareable(envelope["type"]) is None:
            raise SharingError(_("The library has no content of this kind."))
        urn, number = envelope["urn"], envelope["revision"]
        offer = self.kept.offers.get(urn) or Offer(self.kept.next_number(), urn, known.ring.issuer)
        if known.ring.issuer in self.kept.successions:
            raise SharingError(_("Another commune follows this one: it offers from now on."))
        if heir(self.kept, offer.issuer) != known.ring.issuer or not self._is_named(envelope):
            raise SharingError(_("This was written by another commune."))
        if number in offer.revisions:
            return
        if number < offer.latest:
            raise SharingError(_("A newer revision is here already."))
        check_licence(self.kept, envelope)
        check_room(self.site, self.kept, known.ring.issuer, envelope, files)
        for digest, data in files.items():
            self.kept.keep_file(digest, data)
        out_of_the_queue(self.kept, offer)
        found = found_in(envelope)
        many = len(stops(found))
        revision = Revision(dict(envelope), now(), (many, len(found) - many))
        keep(self.kept, offer, revision)
        offer.issuer = known.ring.issuer
        self.kept.offers[urn] = offer
        self.kept.waiting[waiting_key(revision)] = (urn, number)
        self._count("offered", urn, number, offer.issuer)

    def _is_named(self, envelope: Mapping[str, Any]) -> bool:
        """Tell whether a urn is known, or one that its commune, or one that it follows, gave."""
        urn, ours = envelope["urn"], str(envelope["issuer"]["id"])
        former = [one for one in self.kept.successions if heir(self.kept, one) == ours]
        names = (urn_of(one, envelope["seed"]) for one in (ours, *former))
        return urn in self.kept.offers or urn in names

    def _author(self, envelope: Mapping[str, Any], sender: str) -> Commune:
        """Return who wrote an envelope, under the name by which the library knows it.

        :raises SharingError: that is not whose site brings it.
        """
        check_shape(envelope)
        known = self._speaker(str(envelope["issuer"].get("id", "")), sender)
        verify(envelope, known.ring)
        if envelope["issuer"].get("name") != known.name:
            raise SharingError(_("This site does not speak for that commune."))
        return known

    def _speaker(self, issuer: str, sender: str) -> Commune:
        known = self.kept.communes.get(issuer)
        if known is None or known.site != sender:
            raise SharingError(_("This site does not speak for that commune."))
        return known

    def withdraw(self, urn: str, signature: str, sender: str) -> None:
        """See ILibrary."""
        offer = self.kept.offers.get(urn)
        if offer is None:
            return
        known = self._speaker(heir(self.kept, offer.issuer), sender)
        check_said(withdrawal(urn), signature, known.ring)
        out_of_the_queue(self.kept, offer, "withdrawn")
        leave(self.site, offer, "withdrawn")

    def propose(
        self, envelope: Mapping[str, Any], files: Mapping[str, bytes], sender: str
    ) -> None:
        """See ILibrary. It is the author's to read: the library keeps it until it is there."""
        known = self._author(envelope, sender)
        check_files(envelope, files)
        urn, issuer = envelope["urn"], known.ring.issuer
        offer = self.kept.offers.get(urn)
        if offer is None or way_to(self.site, heir(self.kept, offer.issuer)) is None:
            raise SharingError(_("The author of this shares no more."))
        check_proposals(self.kept, proposal_key(urn, issuer))
        self.kept.proposals[proposal_key(urn, issuer)] = Outgoing(dict(envelope), files)
        jobs.add(HAND_ON, urn, issuer, site=self.site)
        self._count("proposed", urn, envelope["revision"], issuer)

    def ask_tool(self, issuer: str, tool: str, word: str, signature: str, sender: str) -> None:
        """See ILibrary."""
        known = self._speaker(issuer, sender)
        if not is_said(told_asking(issuer, tool, word), signature, known.ring):
            raise SharingError(_("This site does not speak for that commune."))
        ask(self.site, issuer, tool, word)

    def report(self, report: Report, signature: str, sender: str) -> None:
        """See ILibrary."""
        known = self._speaker(report.issuer, sender)
        here = known.is_far or report.site == sender
        if not here or not is_said(told(report), signature, known.ring):
            raise SharingError(_("This site does not speak for that commune."))
        check_report(report)
        said, before = replace(report, name=known.name), self.kept.reports.get(report.issuer)
        self.kept.reports[report.issuer] = said
        was_former = self.kept.former.pop(report.issuer, None)
        # The moment of a report is on no page
        if was_former or before is None or replace(before, moment=said.moment) != said:
            touch(self.site)

    def members(self) -> tuple[Report, ...]:
        """See ILibrary."""
        there = [one for one in self.kept.reports.values() if one.issuer not in self.kept.former]
        return tuple(sorted(there, key=lambda one: slug(one.name)))

    def answer(
        self,
        urn: str,
        commune: str,
        revision: int,
        taken: bool,
        word: str,
        signature: str,
        sender: str,
    ) -> None:
        """See ILibrary. A job hands it on; only what had been proposed can be taken."""
        offer = self.kept.offers.get(urn)
        if offer is None or commune not in self.kept.communes or len(word) > LONGEST_ANSWER:
            raise SharingError(_("This content cannot be read."))
        known = self._speaker(heir(self.kept, offer.issuer), sender)
        check_said(answer(urn, commune, revision, taken, word), signature, known.ring)
        if taken and self.kept.figures.knows("proposed", urn, revision, commune):
            self._count("taken", urn, revision, commune)
        jobs.add(HAND_BACK, urn, commune, taken, word, now(), site=self.site)

    def adopted(self, urn: str, revision: int, commune: str) -> None:
        """See ILibrary."""
        used = self.kept.used_thing(urn)
        if used is None:
            return
        is_new = commune not in used.adopters
        if urn in self.kept.packs:
            used.adopters.insert(commune)
        else:
            self._note_use(used, revision, commune)
        self.kept.index.count(used.number, len(used.adopters))
        if is_new:
            touch(self.site)
        if used.withdrawn and is_new and commune in used.adopters:
            # It left the library while that commune was adopting it
            jobs.add(GONE, urn, commune, site=self.site)
        elif used.accepted > revision:
            # It was accepted while that commune was adopting the former one
            jobs.add(SPREAD, urn, used.accepted, commune, site=self.site)

    def _note_use(self, offer: Offer, revision: int, commune: str) -> None:
        found = offer.revisions.get(revision)
        if found is None or not found.was_accepted:
            # Nobody can have adopted what was never in the library
            return
        if commune not in offer.adopters:
            self._count("adopted", offer.urn, revision, commune)
        elif not self.kept.figures.knows("adopted", offer.urn, revision, commune):
            self._count("updated", offer.urn, revision, commune)
        self.kept.use(offer, commune)

    def released(self, urn: str, commune: str) -> None:
        """See ILibrary."""
        offer = self.kept.offers.get(urn)
        if offer is not None and commune in offer.adopters:
            self.kept.leave(offer, commune)
            self.kept.index.count(offer.number, len(offer.adopters))
            touch(self.site)

    def _count(self, act: Act, urn: str, revision: int, commune: str) -> None:
        if self.kept.figures.note(act, urn, revision, commune, month_of()):
            touch(self.site)

    def search(self, query: Query) -> Found:
        """See ILibrary. Who uses what is looked up for the rows that are shown, no others."""
        found = self.kept.index.search(query)
        used = {row.urn: self.kept.used_thing(row.urn) for row in found.rows}
        users = {urn: tuple(one.adopters) for urn, one in used.items() if one is not None}
        return replace(found, users=users)

    def envelope(self, urn: str, revision: int | None = None) -> Mapping[str, Any] | None:
        """See ILibrary: what was not accepted is nobody's."""
        offer = self.kept.offers.get(urn)
        if offer is None or not offer.accepted or offer.withdrawn:
            return None
        found = offer.revisions.get(offer.accepted if revision is None else revision)
        return found.envelope if found is not None and found.state == "accepted" else None

    def standing(self, urn: str) -> Standing | None:
        """See ILibrary."""
        return standing_of(self.kept, urn)

    def pack(self, urn: str) -> Pack | None:
        """See ILibrary."""
        return pack_of(self.kept, urn)

    def file(self, digest: str) -> bytes | None:
        """See ILibrary: what was not accepted is nobody's."""
        blob = self.kept.files.get(digest) if self.kept.is_open(digest) else None
        if blob is None:
            return None
        with blob.open() as opened:
            return opened.read()

    def keys(self, issuer: str) -> Ring | None:
        """See ILibrary."""
        known = self.kept.communes.get(issuer)
        return known.ring if known is not None else None

    def succeed(self, succession: Succession, sender: str) -> None:
        """See ILibrary. The statement proves itself, whichever site brings it."""
        if not is_stated(succession, self.keys(succession.issuer)):
            raise SharingError(_("This is not signed by the commune that is followed."))
        record(self.site, self.kept, succession)

    def successions(self, issuer: str) -> tuple[Succession, ...]:
        """See ILibrary."""
        return steps(self.kept, issuer)


@implementer(ILibrary)
@adapter(IPloneSiteRoot)
def library(site: PloneSite) -> Library | None:
    """Return the library of a site, None where the add-on is not installed."""
    kept = catalogue(site)
    return None if kept is None else Library(site, kept)
